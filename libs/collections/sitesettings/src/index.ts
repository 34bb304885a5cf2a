export * from './sitesettings.collection';
export * from './sitesettings.entity';
