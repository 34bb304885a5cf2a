import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CollectionFacts, disagreements } from './collection-agreement';
import { readJson, ROOT } from './root';

function factsOfThisWorkspace(): CollectionFacts {
  const folders = readdirSync(join(ROOT, 'libs/collections')).sort();
  const projectFile = (folder: string): string => `libs/collections/${folder}/project.json`;
  return {
    folders,
    registry: readFileSync(join(ROOT, 'apps/etl/src/collections.ts'), 'utf8'),
    aliases: readJson<{ compilerOptions: { paths: CollectionFacts['aliases'] } }>('tsconfig.base.json')
      .compilerOptions.paths,
    projects: Object.fromEntries(
      folders
        .filter((folder) => existsSync(join(ROOT, projectFile(folder))))
        .map((folder) => [folder, readJson<CollectionFacts['projects'][string]>(projectFile(folder))]),
    ),
  };
}

const line = (name: string, constant: string): string =>
  `  ['${name}', async () => (await import('@etl/collections/${name}')).${constant}],\n`;

/** Two collections that everything agrees about. */
const sound: CollectionFacts = {
  folders: ['books', 'video-playlists'],
  registry: `${line('books', 'books')}  [
    'video-playlists',
    async () => (await import('@etl/collections/video-playlists')).videoPlaylists,
  ],`,
  aliases: {
    '@etl/core': ['libs/core/src/index.ts'],
    '@etl/collections/books': ['libs/collections/books/src/index.ts'],
    '@etl/collections/video-playlists': ['libs/collections/video-playlists/src/index.ts'],
  },
  projects: {
    books: { name: 'collections-books', tags: ['type:collection'] },
    'video-playlists': { name: 'collections-video-playlists', tags: ['type:collection'] },
  },
};

describe('registry, path aliases, tags and folders of the collections', () => {
  it('agree', () => {
    expect(disagreements(factsOfThisWorkspace())).toEqual([]);
  });

  it('take names of several words, whose constants are in camel case, on one line or more', () => {
    expect(disagreements(sound)).toEqual([]);
  });

  it.each<[string, Partial<CollectionFacts>, string]>([
    [
      'a folder without a line',
      { registry: line('books', 'books') },
      'apps/etl/src/collections.ts has no line for video-playlists: run `npx nx g ./tools/collection-plugin:collection video-playlists`, which writes what is missing',
    ],
    [
      'a line with another constant',
      { registry: line('books', 'books') + line('video-playlists', 'videoplaylists') },
      'apps/etl/src/collections.ts takes video-playlists from @etl/collections/video-playlists as videoplaylists: make it @etl/collections/video-playlists and videoPlaylists',
    ],
    [
      'a line without a folder',
      { registry: sound.registry.replace('[', `${line('areas', 'areas').trim()} [`) },
      'apps/etl/src/collections.ts has a line for areas, but libs/collections/areas is not there: remove it',
    ],
    [
      'lines in another order',
      { registry: line('video-playlists', 'videoPlaylists') + line('books', 'books') },
      'apps/etl/src/collections.ts does not have its lines in the order of their names: sort them',
    ],
    [
      'an alias without a folder',
      { aliases: { ...sound.aliases, '@etl/collections/areas': ['x'] } },
      'tsconfig.base.json has the path alias @etl/collections/areas, but its folder is not there: remove it',
    ],
    [
      'an alias that leads elsewhere',
      { aliases: { ...sound.aliases, '@etl/collections/books': ['libs/books/index.ts'] } },
      'tsconfig.base.json leads @etl/collections/books to libs/books/index.ts: make it libs/collections/books/src/index.ts',
    ],
    [
      'another tag',
      { projects: { ...sound.projects, books: { name: 'collections-books', tags: ['type:core'] } } },
      'libs/collections/books/project.json has the name collections-books and the tags type:core: make them collections-books and type:collection',
    ],
    [
      'a folder that is no project',
      { projects: { 'video-playlists': sound.projects['video-playlists'] ?? { name: '', tags: [] } } },
      'libs/collections/books has no project.json: run `npx nx g ./tools/collection-plugin:collection books`, which writes what is missing',
    ],
  ])('are told apart: %s', (_title, change, message) => {
    expect(disagreements({ ...sound, ...change })).toEqual([message]);
  });

  it('are told apart: a folder in camel case', () => {
    expect(disagreements({ ...sound, folders: [...sound.folders, 'jobPostings'] })).toContain(
      'libs/collections/jobPostings is not named in kebab-case: rename the folder',
    );
  });
});
