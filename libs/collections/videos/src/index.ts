export * from './videos.collection';
export * from './videos.entity';
