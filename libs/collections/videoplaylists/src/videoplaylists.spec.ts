import { describeCollection, importLines } from '@etl/testing';
import { videoplaylists } from './index';

describeCollection(videoplaylists, { folder: __dirname });

const updatedAt = { $date: '2024-03-01T10:00:00Z' };

describe('the videos of a playlist', () => {
  it('are rows of their own: bare ids take the defaults, entries say their order', async () => {
    const { rows } = await importLines(videoplaylists, [
      { _id: 'p', title: 'Best of', videos: ['v1', { video: 'v2', order: 4 }], updatedAt },
    ]);
    const entries = rows['VideoPlaylistVideo'] ?? [];
    expect(entries.map(({ playlistId, videoId, order }) => [playlistId, videoId, order]).sort()).toEqual([
      ['p', 'v1', '0'],
      ['p', 'v2', '4'],
    ]);
  });

  it('are merged where one comes twice: the larger order stays', async () => {
    const { rows, result } = await importLines(videoplaylists, [
      {
        _id: 'p',
        title: 'Best of',
        videos: [{ video: 'v', order: 3 }, { video: 'v', order: 1 }, 'v'],
        updatedAt,
      },
    ]);
    expect(rows['VideoPlaylistVideo']?.map(({ order }) => order)).toEqual(['3']);
    expect(result.ledger.find(({ table }) => table === 'VideoPlaylistVideo')).toMatchObject({
      read: 3,
      inserted: 1,
      merged: 2,
    });
  });

  it('that are gone are rejects of their own, and the playlist still comes', async () => {
    const { rows, rejects } = await importLines(
      videoplaylists,
      [{ _id: 'p', title: 'Best of', videos: ['gone', 'v'], updatedAt }],
      ['gone'],
    );
    expect(rows['VideoPlaylist']).toHaveLength(1);
    expect(rows['VideoPlaylistVideo']?.map(({ videoId }) => videoId)).toEqual(['v']);
    expect(rejects).toMatchObject([{ code: 'REFERENCE_GONE', table: 'VideoPlaylistVideo', entry: 0 }]);
  });
});
