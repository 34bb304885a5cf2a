export * from './leads.collection';
export * from './leads.entity';
