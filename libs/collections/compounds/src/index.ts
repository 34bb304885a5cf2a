export * from './compounds.collection';
export * from './compounds.entity';
