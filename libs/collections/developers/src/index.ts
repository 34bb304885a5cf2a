export * from './developers.collection';
export * from './developers.entity';
