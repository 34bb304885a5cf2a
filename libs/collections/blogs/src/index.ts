export * from './blogs.collection';
export * from './blogs.entity';
