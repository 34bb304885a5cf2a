import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describePlugin, findPlugin } from './find-plugin';

describe('finding a plug-in', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'etl-plugins-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(path: string, content: object | string = ''): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const found = async (reference: string, from = '.'): Promise<string> =>
    (await findPlugin(reference, join(folder, from))).file.replace(`${folder}/`, '');
  const refused = async (reference: string): Promise<string> => {
    const error: unknown = await findPlugin(reference, folder).catch((caught: unknown) => caught);
    return error instanceof Error && 'code' in error ? `${String(error.code)} ${error.message}` : 'found';
  };

  it.each<[string, object | null, string]>([
    ['without a package.json', null, 'index.js'],
    ['with main', { main: './dist/books' }, 'dist/books.mjs'],
    ['with main that is a folder', { main: 'lib' }, 'lib/index.js'],
    ['with exports as a file', { main: 'nowhere.js', exports: './dist/books.cjs' }, 'dist/books.cjs'],
    [
      'with exports for an import alone',
      { exports: { '.': { types: './x.d.ts', import: { node: './dist/books.mjs' } } } },
      'dist/books.mjs',
    ],
    [
      'with conditions and no map',
      { exports: { browser: './nowhere.js', default: ['./dist/books.cjs'] } },
      'dist/books.cjs',
    ],
  ])('takes a folder %s', async (_title, manifest, entry) => {
    for (const file of ['index.js', 'dist/books.cjs', 'dist/books.mjs', 'lib/index.js'])
      write(`books/${file}`);
    if (manifest !== null) write('books/package.json', manifest);
    expect(await found('./books')).toBe(`books/${entry}`);
    expect(await found(join(folder, 'books'))).toBe(`books/${entry}`);
  });

  it('takes a file, and says of which package', async () => {
    write('books/package.json', { name: 'etl-books', version: '1.2.3' });
    write('books/dist/part.js');
    const entry = await findPlugin('./books/dist/part.js', folder);
    expect(entry).toMatchObject({ package: 'etl-books', version: '1.2.3' });
    expect(describePlugin(entry, 'books')).toEqual({
      collection: 'books',
      package: 'etl-books',
      version: '1.2.3',
      from: 'part.js',
      sha256: entry.sha256,
    });
  });

  it('tells its code from what it was before, whatever its version', async () => {
    write('books/index.js');
    const before = await findPlugin('./books', folder);
    expect(await findPlugin('./books', folder)).toEqual(before);
    writeFileSync(join(folder, 'books', 'index.js'), 'changed');
    expect((await findPlugin('./books', folder)).sha256).not.toBe(before.sha256);
  });

  it('does not take a file, or a bare folder, for the package in which the user works', async () => {
    write('package.json', { name: 'my-shop', version: '1.0.0' });
    write('notes.js');
    write('books/index.js');
    const own = { package: null, version: null };
    expect(await findPlugin('./notes.js', folder)).toMatchObject({ ...own, folder });
    expect(await findPlugin('./books', folder)).toMatchObject({ ...own, folder: join(folder, 'books') });
    write('index.js');
    expect(await findPlugin('.', folder)).toMatchObject({ package: 'my-shop', folder });
  });

  it('takes a package of the node_modules here or above, with a scope, and a part of it', async () => {
    write('node_modules/etl-books/index.js');
    write('node_modules/@shop/books/package.json', { exports: { '.': './a.js', './notes': './b.js' } });
    write('node_modules/@shop/books/a.js');
    write('node_modules/@shop/books/b.js');
    write('node_modules/etl-books/more.js');
    write('work/here/empty.txt');
    expect(await found('etl-books', 'work/here')).toBe('node_modules/etl-books/index.js');
    expect(await found('@shop/books')).toBe('node_modules/@shop/books/a.js');
    expect(await found('@shop/books/notes')).toBe('node_modules/@shop/books/b.js');
    expect(await found('etl-books/more')).toBe('node_modules/etl-books/more.js');
  });

  it('follows links to where the code is', async () => {
    write('elsewhere/books/index.js');
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(folder, 'elsewhere/books'), join(folder, 'node_modules/etl-books'));
    symlinkSync(join(folder, 'elsewhere/books/index.js'), join(folder, 'link.js'));
    expect(await found('etl-books')).toBe('elsewhere/books/index.js');
    expect(await found('./link.js')).toBe('elsewhere/books/index.js');
  });

  it('says of a package the name alone in a manifest, and of a path its last part', async () => {
    write('node_modules/etl-books/index.js');
    write('secret/place/books/index.js');
    expect(describePlugin(await findPlugin('etl-books', folder), 'books').from).toBe('etl-books');
    expect(describePlugin(await findPlugin('./secret/place/books', folder), 'books').from).toBe('books');
  });

  it.each<[string, string]>([
    ['./nowhere', 'PLUGIN_NOT_FOUND The plug-in ./nowhere cannot be found: there is no such folder or file.'],
    [
      'etl-nowhere',
      'PLUGIN_NOT_FOUND The plug-in etl-nowhere cannot be found: no package of this name is installed.',
    ],
    [
      'books',
      'PLUGIN_NOT_FOUND The plug-in books cannot be found: no package of this name is installed; there is a path of this name: write ./books.',
    ],
    [
      './unbuilt',
      'PLUGIN_NOT_FOUND The plug-in ./unbuilt cannot be found: ./dist/index.js, which exports of its package.json names, is not there.',
    ],
    [
      './unbuilt-main',
      'PLUGIN_NOT_FOUND The plug-in ./unbuilt-main cannot be found: dist/index.js, which main of its package.json names, is not there.',
    ],
    [
      './empty',
      'PLUGIN_NOT_FOUND The plug-in ./empty cannot be found: the folder has no package.json, and no index.js, index.mjs or index.cjs.',
    ],
    [
      './nameless',
      'PLUGIN_NOT_FOUND The plug-in ./nameless cannot be found: the folder has a package.json without main and exports, and no index.js, index.mjs or index.cjs.',
    ],
    ['./garbled', 'PLUGIN_NOT_FOUND The plug-in ./garbled cannot be found: its package.json is not JSON.'],
    [
      'etl-books,etl-notes',
      'PLUGIN_NOT_FOUND The plug-in etl-books,etl-notes cannot be found: no package of this name is installed; --plugin takes one: repeat it for each.',
    ],
    [
      './books,./empty',
      'PLUGIN_NOT_FOUND The plug-in ./books,./empty cannot be found: there is no such folder or file; --plugin takes one: repeat it for each.',
    ],
    [
      'etl-books/part',
      'PLUGIN_NOT_FOUND The plug-in etl-books/part cannot be found: the package exports nothing for ./part.',
    ],
    [
      './typed.ts',
      'PLUGIN_INVALID The plug-in ./typed.ts is TypeScript (typed.ts), which is not compiled here: pass the JavaScript that tsc makes of it.',
    ],
  ])('refuses %s with a reason', async (reference, message) => {
    write('books/index.js');
    write('unbuilt/package.json', { exports: './dist/index.js' });
    write('unbuilt-main/package.json', { main: 'dist/index.js' });
    write('empty/readme.md');
    write('nameless/package.json', {});
    write('garbled/package.json', '{ "main": ');
    write('garbled/index.js');
    write('node_modules/etl-books/package.json', { exports: './index.js' });
    write('typed.ts');
    expect(await refused(reference)).toBe(message);
  });
});
