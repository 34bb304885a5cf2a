import { deserialize, serialize } from 'bson';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bsonDocuments } from './bson-file';
import { findDocument } from './document-boundary';

/** What looks like documents of the file: documents within documents at both ends, and numbers before its end. */
function nested(n: number): Buffer {
  const tail = { list: [{ _id: 1 }, { _id: 2 }], last: { _id: 5, b: { c: n } }, __v: 5 };
  const ends = [{}, { list: [{}, {}] }, { size: serialize(tail).length, ...tail }];
  return Buffer.from(serialize({ _id: n, first: { _id: n, a: {} }, ...ends[n % 3] }));
}

describe('findDocument', () => {
  const documents = Array.from({ length: 40 }, (_, n) => nested(n));
  const bytes = Buffer.concat(documents);
  const starts = documents.map((_, n) =>
    documents.slice(0, n).reduce((offset, one) => offset + one.length, 0),
  );

  it('finds the next document of the file from every byte, never one within another', () => {
    for (let from = 0; from < bytes.length; from++) {
      const expected = starts.find((start) => start >= from) ?? -1;
      expect([from, findDocument(bytes, from, true)]).toEqual([from, expected]);
    }
  });

  it('needs the document after it where the file goes on', () => {
    expect(findDocument(bytes, starts.at(-1)!, false)).toBe(-1);
    expect(findDocument(bytes.subarray(0, starts.at(-1)! + 20), starts.at(-3)!, false)).toBe(starts.at(-3));
  });

  it('finds none in what is no BSON', () => {
    expect(findDocument(Buffer.alloc(500), 0, true)).toBe(-1);
    expect(findDocument(Buffer.from('{"_id":1}\n_id\0'.repeat(50)), 0, true)).toBe(-1);
  });
});

describe('a .bson file that is read from its middle', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etl-bson-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const one = Buffer.from(serialize({ _id: 1 }));
  const two = Buffer.from(serialize({ _id: 2 }));

  it('gives the documents from there on, and says where it is broken', async () => {
    const path = join(folder, 'cut.bson');
    await writeFile(path, Buffer.concat([one, two, one.subarray(0, 6)]));
    const ids: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const some of bsonDocuments({ path, start: one.length }))
        for (const document of some) ids.push(deserialize(document)['_id']);
    };
    await expect(read()).rejects.toThrow(
      `cut short: 6 bytes of a document are left, at byte ${one.length + two.length}.`,
    );
    expect(ids).toEqual([2]);
  });
});
