export * from './property-view.entity';
export * from './user-favorite-property.entity';
export * from './users.collection';
export * from './users.entity';
