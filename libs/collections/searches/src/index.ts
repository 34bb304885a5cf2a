export * from './searches.collection';
export * from './searches.entity';
