import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type CliOptions, runCli, runJson } from './support/cli';
import {
  type ErrorDocument,
  type ExportDocument,
  type ImportDocument,
  openRows,
  sum,
  type VerifyDocument,
} from './support/documents';
import { installPacked, installProgram, MODULES, runNode } from './support/npm-package';
import { openWorkplace, type Workplace } from './support/workplace';

const FIXTURE = join(__dirname, 'fixtures/etl-plugin-books');

interface CollectionsDocument {
  readonly tables: readonly { readonly collection: string; readonly table: string }[];
  readonly plugins: readonly object[];
}

let place: Workplace;
/** Where the author of the plug-in works: this program is installed there from its tarball. */
let author: string;
/** Where its user works: the plug-in is installed there from its tarball. */
let user: string;
let options: CliOptions;

async function write(path: string, text: string): Promise<string> {
  const file = join(place.folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

beforeAll(async () => {
  place = await openWorkplace({ tables: false });
  author = join(place.folder, 'author');
  user = join(place.folder, 'user');
  await cp(FIXTURE, author, { recursive: true });
  await installProgram(author);
  await installPacked(author, join(user, 'node_modules'), 'etl-plugin-books');
  options = { cwd: user, env: { DATABASE_URL: place.databaseUrl } };
});

afterAll(() => place?.leave());

describe('a plug-in in a folder of its own', () => {
  it('passes the contract suite, and its own tests beside it', async () => {
    const { code, output } = await runNode(join(MODULES, 'jest/bin/jest.js'), ['--ci'], author);
    expect(`${code} ${output}`).toMatch(/^0 [^]*Tests: +11 passed, 11 total/);
    expect(output).toContain('settles hostile values in every column');
  });

  it('has a codec as docs/plugins.md explains it, and finds whatever that page names in the package', async () => {
    const codec = await readFile(join(FIXTURE, 'pages.codec.js'), 'utf8');
    const installed = join(author, 'node_modules/mongo-to-postgres-etl');
    const page = await readFile(join(installed, 'README.md'), 'utf8');
    expect(page).toContain(codec);
    expect(page).toContain('npx etl collections --plugin ./books');
    expect(page).not.toMatch(/CONTRIBUTING|apps\/|libs\/|npm run etl/);
    expect(await readdir(installed)).toEqual(expect.arrayContaining(['example', 'sdk.txt']));
    expect(await readFile(join(installed, 'example/pages.codec.js'), 'utf8')).toBe(codec);
  });

  it('can begin as the one of docs/plugins.md', async () => {
    const page = await readFile(join(__dirname, '../../../docs/plugins.md'), 'utf8');
    const [, text = ''] = /^```js\n(\/\/ books\/index\.js\n[^]*?)^```$/m.exec(page) ?? [];
    await write('user/books/index.js', text);
    const { code, stdout } = await runCli(['collections', '--plugin', './books'], options);
    expect(`${code} ${stdout}`).toMatch(/^0 [^]*^books +Book +6 +User$/m);
  });

  it('is seen by the command line that was installed beside it', async () => {
    const bin = join(author, 'node_modules/mongo-to-postgres-etl/bin.mjs');
    const { code, output } = await runNode(bin, ['collections', '--plugin', '.'], author);
    expect(`${code} ${output}`).toMatch(/^0 [^]*^books +Book +9 +User$/m);
  });
});

describe('a plug-in of an installed package', () => {
  it('is there where it is named, by an option or the environment, by path or by name', async () => {
    const names = async (args: readonly string[], env: Record<string, string> = {}): Promise<number> => {
      const { document } = await runJson<CollectionsDocument>(['collections', ...args], {
        ...options,
        env: { ...options.env, ...env },
      });
      return document.tables.filter(({ collection }) => collection === 'books').length;
    };
    expect(await names([])).toBe(0);
    expect(await names(['--plugin', 'etl-plugin-books'])).toBe(2);
    expect(await names(['--plugin', './node_modules/etl-plugin-books'])).toBe(2);
    expect(
      await names(['--plugin=etl-plugin-books'], { ETL_PLUGINS: './node_modules/etl-plugin-books' }),
    ).toBe(2);
    expect(await names([], { ETL_PLUGINS: 'etl-plugin-books' })).toBe(2);
  });

  it('goes the whole way: sample, schema, export, import by worker threads, verify', async () => {
    const plugged: CliOptions = { ...options, env: { ...options.env, ETL_PLUGINS: 'etl-plugin-books' } };
    expect(await runCli(['sample', '--documents', '60', '--output', 'dump'], plugged)).toMatchObject({
      code: 0,
    });
    expect(await readdir(join(user, 'dump/basera'))).toContain('shopbooks.bson');
    expect(await runCli(['schema', 'apply'], plugged)).toMatchObject({ code: 0 });
    expect(await runCli(['schema', 'check'], plugged)).toMatchObject({ code: 0 });

    const exported = await runJson<ExportDocument>(['export', '--source', 'dump'], plugged);
    const { manifest } = exported.document;
    expect(manifest.collections.find(({ name }) => name === 'books')).toMatchObject({ documents: 120 });
    expect(manifest.plugins).toEqual([
      {
        ...{ collection: 'books', package: 'etl-plugin-books', version: '1.2.3', from: 'etl-plugin-books' },
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
    expect(exported.stderr).toContain('+ books: a plug-in, etl-plugin-books 1.2.3');

    const imported = await runJson<ImportDocument>(
      ['import', '--input', 'latest', '--workers', '2', '--collections', 'users,books'],
      plugged,
    );
    const { ledger } = imported.document;
    expect(openRows(ledger)).toBe(0);
    const books = ledger.filter(({ collection }) => collection === 'books');
    expect(sum(books, 'inserted')).toBeGreaterThan(150);
    expect(imported.document.rejects).toContainEqual(
      expect.objectContaining({ table: 'Book', code: 'UNIQUE_TAKEN', field: 'isbn' }),
    );
    const [row] = await place.query(`SELECT pages::text, genre::text FROM "Book" WHERE isbn = 'isbn 3'`);
    expect(row).toMatchObject({ genre: 'non-fiction', pages: expect.stringMatching(/^\d+$/) });

    const verified = await runJson<VerifyDocument>(
      ['verify', '--input', 'latest', '--collections', 'users,books', '--accept-rejects'],
      plugged,
    );
    expect(verified).toMatchObject({ code: 0, document: { status: 'explained' } });
    expect(verified.document.aggregates.filter(({ table }) => table === 'Book')).toHaveLength(3);
    const without = await runJson<VerifyDocument>(['verify', '--input', 'latest'], options);
    expect(without.document).toMatchObject({
      skipped: ['books'],
      warnings: expect.arrayContaining([
        'books was exported with a plug-in: pass --plugin etl-plugin-books.',
      ]),
    });
    const again = await runJson<ImportDocument>(
      ['import', '--input', 'latest', '--collections', 'books'],
      plugged,
    );
    expect(sum(again.document.ledger, 'inserted') + sum(again.document.ledger, 'updated')).toBe(0);
  });

  it('is named in manifest and logs by what the user gave, and by no path of the machine', async () => {
    const plugin = join(user, 'node_modules/etl-plugin-books');
    const { stdout } = await runCli(
      ['export', '--source', 'dump', '--collections', 'books', '--output', 'by-path', '--plugin', plugin],
      options,
    );
    expect(stdout).toContain(` --plugin ${plugin}\n`);
    const [run = ''] = await readdir(join(user, 'by-path'));
    const manifest = await readFile(join(user, 'by-path', run, 'manifest.json'), 'utf8');
    const [log = ''] = await readdir(join(user, 'by-path', run, 'logs'));
    expect(manifest).toContain('"from": "etl-plugin-books"');
    expect(manifest).not.toContain(user);
    expect(await readFile(join(user, 'by-path', run, 'logs', log), 'utf8')).toContain('"version":"1.2.3"');
  });
});

const NOTES = `import type { Codec, CollectionPlugin } from 'mongo-to-postgres-etl/sdk';

export const contract = 1;

const codec: Codec<string> = {
  kind: 'day',
  scalar: true,
  encode: (value, sink) => {
    if (typeof value !== 'string' || !/^\\d{4}-\\d\\d-\\d\\d$/.test(value)) return { unfit: 'not-a-date' };
    sink.literal(value);
    return 'mapped';
  },
  decode: (text) => text,
};

const notes: CollectionPlugin = (sdk) => {
  const { ColumnOf, Id, Table, Text } = sdk;
  // @ts-expect-error the SDK has types, and no such name
  void sdk.Tekst;

  @Table('Note')
  class Note {
    @Id() id!: string;
    @sdk.validators.MaxLength(10) @Text() text!: string;
    @ColumnOf({ type: 'date', codec }, { nullable: true }) day!: string | null;
  }

  return sdk.defineCollection({
    name: 'notes',
    entities: [Note],
    exporter: {},
    ignored: [],
    aggregates: [sdk.countByMonth('day')],
    sample: { count: () => 5, document: ({ n, id }, bson) => ({ _id: bson.objectId(id('notes', n)), text: 'x' }) },
  });
};

export default notes;
`;

describe('a plug-in in TypeScript', () => {
  async function compiled(folder: string, tsconfig: string): Promise<void> {
    await write(`${folder}/tsconfig.json`, tsconfig);
    const tsc = await runNode(join(MODULES, 'typescript/bin/tsc'), ['-p', '.'], join(place.folder, folder));
    expect(tsc).toEqual({ code: 0, output: '' });
  }

  it('can begin as the one of docs/plugins.md, with the tsconfig.json beside it', async () => {
    const page = await readFile(join(__dirname, '../../../docs/plugins.md'), 'utf8');
    const [, code = ''] = /^```ts\n(\/\/ src\/books\.ts\n[^]*?)^```$/m.exec(page) ?? [];
    const [, tsconfig = ''] = /^```json\n(\{\n {2}"compilerOptions"[^]*?)^```$/m.exec(page) ?? [];
    await write('author/typed-books/src/books.ts', code);
    await compiled('author/typed-books', tsconfig);
    const listed = await runCli(
      ['collections', '--plugin', join(author, 'typed-books/dist/books.js')],
      options,
    );
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^books +Book +2/m) });
  });

  it.each([
    ['commonjs', 'commonjs'],
    ['commonjs', 'node16'],
    ['module', 'nodenext'],
  ])('is one once tsc made JavaScript of it, a package of type %s, as module %s', async (type, module) => {
    const folder = `author/${type}-${module}-notes`;
    await write(
      `${folder}/package.json`,
      JSON.stringify({ name: 'notes', type, exports: './dist/notes.js' }),
    );
    await write(`${folder}/src/notes.ts`, NOTES);
    const where = join(place.folder, folder);
    const unbuilt = await runJson<ErrorDocument>(['collections', '--plugin', where], options);
    expect(unbuilt).toMatchObject({ code: 2, document: { error: { code: 'PLUGIN_NOT_FOUND' } } });

    const compilerOptions = {
      // With the types of the SDK checked as well.
      ...{ module, target: 'es2022', strict: true, skipLibCheck: false, types: [] },
      ...{ experimentalDecorators: true, rootDir: 'src', outDir: 'dist' },
    };
    await compiled(folder, JSON.stringify({ compilerOptions, include: ['src'] }));
    const listed = await runCli(['collections', '--plugin', where, '--collections', 'notes'], options);
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^notes +Note +3/m) });

    const source = join(where, 'src/notes.ts');
    const uncompiled = await runJson<ErrorDocument>(['collections', '--plugin', source], options);
    expect(uncompiled).toMatchObject({ code: 2, document: { error: { code: 'PLUGIN_INVALID' } } });
  });
});

describe('what is no plug-in is refused before anything begins', () => {
  it.each([
    ['a package that is not installed', 'etl-plugin-nowhere', '', 'PLUGIN_NOT_FOUND'],
    ['a module that throws', './throws.mjs', `throw new Error('no licence');`, 'PLUGIN_FAILED'],
    ['a module that lacks a package', './lacks.mjs', `import 'etl-no-such-package';`, 'PLUGIN_FAILED'],
    ['broken JavaScript', './broken.mjs', `export default (`, 'PLUGIN_FAILED'],
    [
      'a plug-in of another contract',
      './newer.mjs',
      'export const contract = 2; export default () => {};',
      'PLUGIN_CONTRACT',
    ],
    ['a plug-in without a contract', './silent.cjs', 'module.exports = () => ({});', 'PLUGIN_CONTRACT'],
    ['something else', './other.mjs', 'export const contract = 1; export default () => 5;', 'PLUGIN_INVALID'],
    [
      'a name that is taken',
      './taken.mjs',
      `import books from 'etl-plugin-books';
       export const contract = 1;
       export default (sdk) => ({ ...books(sdk), name: 'users' });`,
      'PLUGIN_NAME_TAKEN',
    ],
  ])('%s', async (_title, reference, text, code) => {
    if (text !== '') await write(join('user', reference), text);
    const { code: exitCode, document } = await runJson<ErrorDocument>(
      ['import', '--input', 'nowhere', '--plugin', reference],
      options,
    );
    expect([exitCode, document.error.code]).toEqual([2, code]);
    expect(document.error.message).toContain(reference);
    expect(document.error.remedy).not.toBe('');
  });
});
