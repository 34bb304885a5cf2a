export * from './conversations.collection';
export * from './conversations.entity';
