export * from './videoplaylists.collection';
export * from './videoplaylists.entity';
