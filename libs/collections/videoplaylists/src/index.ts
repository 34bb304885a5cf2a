export * from './video-playlist-video.entity';
export * from './videoplaylists.collection';
export * from './videoplaylists.entity';
