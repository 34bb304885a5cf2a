export * from './inquiries.collection';
export * from './inquiries.entity';
