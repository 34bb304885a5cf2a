export * from './jobapplications.collection';
export * from './jobapplications.entity';
