export * from './governorates.collection';
export * from './governorates.entity';
