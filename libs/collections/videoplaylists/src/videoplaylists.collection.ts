import { defineCollection } from '@etl/core';
import { VideoPlaylistVideo } from './video-playlist-video.entity';
import { videoplaylistsAggregates } from './videoplaylists.aggregates';
import { VideoPlaylist } from './videoplaylists.entity';
import { videoplaylistsExporter } from './videoplaylists.exporter';
import { videoplaylistsSample } from './videoplaylists.sample';

export const videoplaylists = defineCollection({
  name: 'videoplaylists',
  entities: [VideoPlaylist, VideoPlaylistVideo],
  exporter: videoplaylistsExporter,
  ignored: ['__v'],
  aggregates: videoplaylistsAggregates,
  sample: videoplaylistsSample,
});
