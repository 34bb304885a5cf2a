export * from './newslettersubscriptions.collection';
export * from './newslettersubscriptions.entity';
