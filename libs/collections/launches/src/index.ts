export * from './launches.collection';
export * from './launches.entity';
