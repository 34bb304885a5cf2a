export * from './jobpostings.collection';
export * from './jobpostings.entity';
