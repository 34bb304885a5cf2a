export * from './cities.collection';
export * from './cities.entity';
