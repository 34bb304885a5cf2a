import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MANIFEST_VERSION } from '../run/manifest';
import { markFinished, markUnfinished } from '../run/unfinished';
import { chunksOf } from './chunk-split';
import { type InputFile, openInputFolder } from './input-folder';
import { readLines } from './line-reader';

describe('the lines of a file', () => {
  const lines = (text: string | Buffer, offset = 0) => [
    ...readLines(Buffer.from(text), { offset, firstLine: 1 }),
  ];

  it('have their number, place and length, whatever ends them', () => {
    const read = lines('\uFEFF{"a":1}\r\n\n{"b":"é"}  \n{"c":3}');
    expect(read.map(({ text, place }) => [text, place.line, place.offset, place.length])).toEqual([
      ['{"a":1}', 1, 3, 7],
      ['{"b":"é"}  ', 3, 13, 12],
      ['{"c":3}', 4, 26, 7],
    ]);
  });

  it('keep a byte order mark that is not at the start of the file', () => {
    expect(lines('\uFEFF{}', 10)[0]!.text).toBe('\uFEFF{}');
  });

  it('of a reject file stand for the document in them', () => {
    const document = '{"_id":"1","rejects":[{"x":",\\"rejects\\":["}]}';
    const [before, reject, plain] = lines(
      `{"_id":"0"}\n{"document":${document},"rejects":[{"code":"X"}]}\n{"document":5}`,
    );
    expect(before!.text).toBe('{"_id":"0"}');
    expect(reject).toMatchObject({
      text: document,
      place: { line: 2, offset: 12 + 12, length: document.length },
    });
    expect(plain!.text).toBe('{"document":5}');
  });

  it('of a reject file stand for their documents whatever spaces a tool put between the tokens', () => {
    const document = '{"_id": "1", "rejects": [1]}';
    const spaced = [
      `{"document": ${document}, "rejects": [{"code": "X"}]}`,
      `{ "document" :\t${document} , "rejects" : [ ] }`,
    ];
    const read = lines(spaced.join('\n'));
    expect(read.map(({ text }) => JSON.parse(text))).toEqual([JSON.parse(document), JSON.parse(document)]);
    expect(read[1]!.place.offset).toBe(Buffer.byteLength(`${spaced[0]}\n{ "document" :\t`));
  });

  it('are decoded as the WHATWG decoder does where they are not UTF-8, with their bytes beside them', () => {
    const [good, bad] = lines(
      Buffer.concat([Buffer.from('"ok"\n"'), Buffer.from([0xff, 0xe2, 0x82]), Buffer.from('"\n')]),
    );
    expect(good).toMatchObject({ text: '"ok"', broken: null });
    expect(bad!.text).toBe('"\uFFFD\uFFFD"');
    expect(Buffer.from(bad!.broken!, 'base64')).toEqual(Buffer.from([0x22, 0xff, 0xe2, 0x82, 0x22]));
  });
});

describe('an input folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'input-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const failure = (path = folder) =>
    openInputFolder(path).then(
      () => null,
      (error: unknown) => error,
    );
  const manifest = (change: object) =>
    writeFile(
      join(folder, 'manifest.json'),
      JSON.stringify({ version: MANIFEST_VERSION, collections: [], ...change }),
    );

  it('that is not there, or is a file, is an error', async () => {
    expect(await failure(join(folder, 'none'))).toMatchObject({ code: 'INPUT_NOT_FOUND', exitCode: 2 });
    await writeFile(join(folder, 'file'), '');
    expect(await failure(join(folder, 'file'))).toMatchObject({ code: 'INPUT_NOT_FOUND' });
  });

  it('that holds nothing to import is an error', async () => {
    await writeFile(join(folder, 'notes.txt'), 'x');
    expect(await failure()).toMatchObject({ code: 'INPUT_EMPTY' });
  });

  it('needs no manifest: its files name the collections', async () => {
    await writeFile(join(folder, 'users.jsonl'), '{}\n');
    await writeFile(join(folder, 'cities.jsonl.part'), '{}\n');
    expect((await openInputFolder(folder)).files).toMatchObject([
      { collection: 'users', bytes: 3, manifest: null },
    ]);
  });

  it('whose manifest is broken, foreign or too new is an error', async () => {
    await writeFile(join(folder, 'manifest.json'), '{');
    expect(await failure()).toMatchObject({ code: 'MANIFEST_INVALID' });
    await writeFile(join(folder, 'manifest.json'), '{"name":"x"}');
    expect(await failure()).toMatchObject({ code: 'MANIFEST_INVALID' });
    await manifest({ version: MANIFEST_VERSION + 1 });
    expect(await failure()).toMatchObject({ code: 'MANIFEST_TOO_NEW' });
  });

  it('that lacks a file of its manifest, or has it with another size, is an error', async () => {
    await manifest({ collections: [{ name: 'users', file: 'users.jsonl', bytes: 3, chunks: [] }] });
    expect(await failure()).toMatchObject({ code: 'INPUT_CHANGED' });
    await writeFile(join(folder, 'users.jsonl'), '{}');
    expect(await failure()).toMatchObject({
      code: 'INPUT_CHANGED',
      message: expect.stringContaining('has 2 bytes') as string,
    });
  });

  it('of an export that did not come to its end is an error, though its files are whole', async () => {
    await writeFile(join(folder, 'users.jsonl'), '{}\n');
    await markUnfinished(folder);
    expect(await failure()).toMatchObject({ code: 'INPUT_UNFINISHED', exitCode: 2 });
    expect((await openInputFolder(join(folder, 'users.jsonl'))).files).toHaveLength(1);
    await manifest({ collections: [{ name: 'users', file: 'users.jsonl', bytes: 3, chunks: [] }] });
    expect(await failure()).toBeNull();
    await markFinished(folder);
    expect(await readdir(folder)).not.toContain('UNFINISHED');
  });

  it('names files that its manifest does not', async () => {
    await writeFile(join(folder, 'users.jsonl'), '{}\n');
    for (const name of ['cities.jsonl', 'areas.json.gz', 'notes.txt', 'users.metadata.json'])
      await writeFile(join(folder, name), '');
    await manifest({ collections: [{ name: 'users', file: 'users.jsonl', bytes: 3, chunks: [] }] });
    const { files, unlisted } = await openInputFolder(folder);
    expect(files.map(({ collection }) => collection)).toEqual(['users']);
    expect(unlisted).toEqual(['areas.json.gz', 'cities.jsonl']);
  });

  it('that may not be read is an error, not an empty input', async () => {
    await manifest({});
    await chmod(join(folder, 'manifest.json'), 0o000);
    const error = await failure();
    // As root every file can be read.
    expect(['INPUT_UNREADABLE', 'INPUT_EMPTY']).toContain((error as { code: string }).code);
  });
});

describe('the chunks of a file without a manifest', () => {
  it('hold whole lines, all of them, and know the number of their first', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chunks-'));
    const path = join(folder, 'users.jsonl');
    const content = Array.from({ length: 1_000 }, (_, i) =>
      JSON.stringify({ n: i, pad: 'x'.repeat(i % 90) }),
    ).join('\n');
    await writeFile(path, content);
    const file: InputFile = {
      collection: 'users',
      path,
      bytes: content.length,
      dialect: { gzip: false, layout: 'lines', values: 'plain JSON' },
      manifest: null,
    };
    let end = 0;
    let line = 1;
    for await (const chunk of chunksOf(file, 4_096)) {
      expect([chunk.offset, chunk.firstLine, chunk.sha256]).toEqual([end, line, null]);
      const text = content.slice(chunk.offset, chunk.offset + chunk.length);
      expect(JSON.parse(text.slice(0, text.indexOf('\n')))).toMatchObject({ n: line - 1 });
      line += text.split('\n').length - 1;
      end = chunk.offset + chunk.length;
    }
    expect(end).toBe(content.length);
    await rm(folder, { recursive: true });
  });
});
