import { ConfigError } from '@etl/core';
import fc from 'fast-check';
import { checkName, collectionOfTable, constantOf, tableOfCollection, typeName } from './names';

describe('a name', () => {
  it('gives table and constant', () => {
    expect(tableOfCollection('video-playlists')).toBe('VideoPlaylist');
    expect(constantOf('video-playlists')).toBe('videoPlaylists');
    expect(tableOfCollection('users')).toBe('User');
  });

  it('is found again from its table, as a rule', () => {
    for (const name of ['video-playlists', 'cities', 'searches', 'boxes', 'days', 'users'])
      expect(collectionOfTable(tableOfCollection(name))).toBe(name);
  });

  it('is in kebab-case; another one is refused, with what was perhaps meant', () => {
    const perhaps = (name: string): unknown => {
      try {
        checkName(name);
        return 'accepted';
      } catch (error) {
        return (error as ConfigError).context['perhaps'];
      }
    };
    expect(perhaps('video-playlists')).toBe('accepted');
    expect(perhaps('v2-videos')).toBe('accepted');
    expect(perhaps('videoPlaylists')).toBe('video-playlists');
    expect(perhaps('Video Playlists')).toBe('video-playlists');
    expect(perhaps('video__playlists')).toBe('video-playlists');
    expect(perhaps('2nd')).toBeUndefined();
    expect(perhaps('../videos')).toBe('videos');
    expect(perhaps('import')).toBe('import-documents');
  });

  it('that is accepted is that of a folder and of a constant', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (name) => {
        try {
          checkName(name);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
          return;
        }
        expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
        expect(constantOf(name)).toMatch(/^[a-z][a-zA-Z0-9]*$/);
      }),
    );
  });
});

describe('the name of a class', () => {
  it('is in PascalCase, and none that is taken', () => {
    expect(typeName('video_playlist', new Set(), 'Row')).toBe('VideoPlaylist');
    expect(typeName('Text', new Set(['Text']), 'Row')).toBe('TextRow');
    expect(typeName('Text', new Set(['Text', 'TextRow']), 'Row')).toBe('TextRow2');
  });

  it('is one of the language, whatever the table is called', () => {
    fc.assert(
      fc.property(fc.string(), (table) => {
        expect(typeName(table, new Set(), 'Row')).toMatch(/^[A-Z][A-Za-z0-9_]*$/);
      }),
    );
  });
});
