import type { LineBatch } from '../ports/source-reader';
import { type StreamedItem, streamSource } from './document-stream';

async function* lines(...texts: readonly (string | Buffer)[]): AsyncGenerator<LineBatch> {
  for (const text of texts) {
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from('\n')]);
    yield { bytes, ends: [bytes.length], firstId: null, lastId: null, unwritable: [], replaced: [] };
  }
}

async function read(...texts: readonly (string | Buffer)[]): Promise<readonly StreamedItem[]> {
  const items: StreamedItem[] = [];
  for await (const block of streamSource(lines(...texts), ['_id', 'a'])) items.push(...block);
  return items;
}

const fieldA = (item: StreamedItem | undefined): unknown =>
  item?.kind === 'document' ? (item.document as { a?: unknown }).a : item;

describe('the documents that a verification reads', () => {
  it('have the fields that are looked at, and no others where the line need not be parsed', async () => {
    const [item] = await read('{"_id":1,"b":{"c":[1,2]},"a":{"$date":"2020-01-01T00:00:00Z"}}');
    expect(item).toMatchObject({
      kind: 'document',
      document: { _id: 1, a: { $date: '2020-01-01T00:00:00Z' } },
    });
    expect(Object.keys((item as { document: object }).document)).toEqual(['_id', 'a']);
  });

  it.each<[string, string | Buffer, unknown]>([
    ['a key twice, of which the last counts', '{"_id":1,"a":1,"a":2}', 2],
    ['an escaped key', '{"_id":1,"\\u0061":3}', 3],
    ['white space around it', '  {"_id":1 , "a" : "x" }  ', 'x'],
    ['bytes that are no UTF-8', Buffer.from('{"_id":1,"a":"\xff"}', 'latin1'), '\ufffd'],
    ['no such field', '{"_id":1}', undefined],
    ['a field named __proto__', '{"_id":1,"__proto__":{"a":4}}', undefined],
  ])('are read the same where the line has %s', async (_what, text, expected) => {
    expect(fieldA((await read(text))[0])).toEqual(expected);
  });

  it('are told from lines that hold none', async () => {
    expect(await read('{"_id":1,"a":', '[1]', '7')).toMatchObject([
      { kind: 'broken', documents: 1 },
      { kind: 'document', document: [1] },
      { kind: 'document', document: 7 },
    ]);
  });
});
