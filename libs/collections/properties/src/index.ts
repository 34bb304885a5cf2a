export * from './properties.collection';
export * from './properties.entity';
