export * from './areas.collection';
export * from './areas.entity';
