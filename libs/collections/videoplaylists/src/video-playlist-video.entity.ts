import {
  DerivedId,
  FanOut,
  IndexOn,
  Integer,
  ParentReference,
  Reference,
  Table,
  Timestamp,
  UniqueKey,
} from '@etl/core';

/** One video of a playlist; the array holds bare ids or `{ video, order }`. Of a pair that comes twice, the larger order stays. */
@Table('VideoPlaylistVideo')
@FanOut({ from: 'videos', bare: 'video' })
@UniqueKey('playlistId', 'videoId')
@IndexOn('videoId')
export class VideoPlaylistVideo {
  @DerivedId('playlistId', 'videoId') id!: string;
  @ParentReference({ table: 'VideoPlaylist' }) playlistId!: string;
  @Reference({ table: 'Video', from: 'video' }) videoId!: string;
  @Integer({ default: 0, keep: 'largest' }) order!: number;
  @Timestamp({ default: 'now', keep: 'latest' }) createdAt!: Date;
}
