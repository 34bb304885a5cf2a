import { type CollectionDefinition, PLUGIN_CONTRACT, sdk, type Sdk, selectCollections } from '@etl/core';
import { basename } from 'node:path';
import { collections } from '../collections';
import type { PluginEntry } from './find-plugin';
import { openEntries } from './open-collections';

const entry = (name: string): PluginEntry => ({
  reference: `./${name}`,
  file: `/somewhere/${name}.js`,
  folder: '/somewhere',
  package: null,
  version: null,
  sha256: '',
});

const bringing = (name: string, table = name) => ({
  contract: PLUGIN_CONTRACT,
  default: ({ defineCollection, entity, Id }: Sdk): CollectionDefinition =>
    defineCollection({
      name,
      entities: [entity({ table, columns: { id: Id() } })],
      exporter: {},
      ignored: [],
      aggregates: [],
      sample: { count: () => 0, document: () => ({}) },
    }),
});

const open = (modules: Readonly<Record<string, unknown>>) =>
  openEntries(Object.keys(modules).map(entry), async (url) => {
    const module = modules[basename(url, '.js')];
    if (module instanceof Error) throw module;
    return module;
  });

describe('the collections of a command', () => {
  it('are those of this program, and behind them those of the plug-ins', async () => {
    const { registry, plugins } = await open({ books: bringing('books'), notes: bringing('notes') });
    expect([...registry.keys()]).toEqual([...collections.keys(), 'books', 'notes']);
    expect((await registry.get('notes')?.())?.name).toBe('notes');
    expect(plugins.map(({ collection, from }) => [collection, from])).toEqual([
      ['books', 'books'],
      ['notes', 'notes'],
    ]);
  });

  it('leave the registry of this program as it is', async () => {
    await open({ books: bringing('books') });
    expect(collections.has('books')).toBe(false);
  });

  it('name the plug-in whose table is filled by another one as well', async () => {
    const { registry } = await open({ mine: bringing('members', 'User') });
    await expect(selectCollections(registry, ['members'])).resolves.toBeDefined();
    await expect(selectCollections(registry, registry.keys())).rejects.toMatchObject({
      code: 'PLUGIN_CONFLICT',
      exitCode: 2,
      message: expect.stringMatching(
        /users fills the table User as well: .* members is of the plug-in \.\/mine\./,
      ),
      context: { plugin: './mine' },
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string, RegExp]>([
    [
      'a name of this program',
      { mine: bringing('users') },
      'PLUGIN_NAME_TAKEN',
      /The plug-in \.\/mine brings a collection users, and so does this program\./,
    ],
    [
      'the name of another plug-in',
      { one: bringing('books'), two: bringing('books') },
      'PLUGIN_NAME_TAKEN',
      /\.\/two brings a collection books, and so does the plug-in \.\/one\./,
    ],
    [
      'a module that cannot be loaded',
      { books: new SyntaxError('Unexpected token') },
      'PLUGIN_FAILED',
      /\.\/books cannot be loaded: Unexpected token/,
    ],
    ['a module that is no plug-in', { books: { default: sdk } }, 'PLUGIN_INVALID', /exports no function/],
  ])('refuse %s', async (_title, modules, code, message) => {
    await expect(open(modules)).rejects.toMatchObject({
      code,
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });
});
