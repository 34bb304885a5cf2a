import type { LineBatch } from '@etl/core';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  EJSON,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
  UUID,
} from 'bson';
import fc from 'fast-check';
import type { Document } from 'mongodb';
import { exportedDocuments, FIXTURES } from '../testing/fixtures';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineWriter } from './line-writer';

/** Documents as bytes, into which bytes of strings are patched that no serializer would write. */
function bson(document: Document, patch: readonly [string, readonly number[]][] = []): Buffer {
  const bytes = Buffer.from(serialize(document, { ignoreUndefined: false }));
  for (const [mark, replacement] of patch) {
    const at = bytes.indexOf(mark, 0, 'latin1');
    if (at < 0 || replacement.length !== mark.length) throw new Error(`no room for ${mark}`);
    Buffer.from(replacement).copy(bytes, at);
  }
  return bytes;
}

function batchOf(...documents: Buffer[]): LineBatch {
  const writer = new LineWriter(1000);
  for (const document of documents) writer.append(document);
  return writer.take();
}

function line(document: Buffer | Document): string {
  const { bytes, ends, unwritable } = batchOf(
    document instanceof Uint8Array ? (document as Buffer) : bson(document),
  );
  expect(unwritable).toEqual([]);
  expect(ends).toEqual([bytes.length]);
  expect(bytes.at(-1)).toBe(0x0a);
  return bytes.toString('utf8', 0, bytes.length - 1);
}

/** A document with one element `v` of the type, its value given as bytes. */
function raw(type: number, value: readonly number[] | Buffer): Buffer {
  const element = Buffer.concat([Buffer.from([type, 0x76, 0]), Buffer.from(value)]);
  const length = Buffer.alloc(4);
  length.writeInt32LE(element.length + 5);
  return Buffer.concat([length, element, Buffer.from([0])]);
}

function rawString(bytes: readonly number[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32LE(bytes.length + 1);
  return raw(0x02, Buffer.concat([length, Buffer.from(bytes), Buffer.from([0])]));
}

/** Not every pattern of bits is the one that a number is written back as. */
function canonicalDecimal(bytes: Uint8Array): Decimal128 {
  return Decimal128.fromStringWithRounding(new Decimal128(bytes).toString());
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return bytes;
}

describe('the line of a document', () => {
  it.each(['governorates', 'users', 'searches', 'everytype'])(
    'means what mongoexport wrote of %s',
    (name) => {
      for (const document of exportedDocuments(name)) {
        const meaning = EJSON.parse(line(document), { relaxed: false });
        expect(EJSON.stringify(meaning, { relaxed: false })).toBe(
          EJSON.stringify(document, { relaxed: false }),
        );
      }
    },
  );

  it('is relaxed where that keeps the type, byte for byte as mongoexport has it', () => {
    const relaxed = readFileSync(join(FIXTURES, 'mongoexport/users.relaxed.jsonl'), 'utf8').split('\n')[0];
    expect(line(exportedDocuments('users')[0] as Document)).toBe(relaxed);
  });

  it.each([
    [new Int32(-2147483648), '-2147483648'],
    [new Int32(2147483647), '2147483647'],
    [new Int32(0), '0'],
    [new Int32(1000000000), '1000000000'],
    [new Double(1.5), '1.5'],
    [new Double(-1e-7), '-1e-7'],
    [new Double(5e-324), '5e-324'],
    [new Double(3), '{"$numberDouble":"3.0"}'],
    [new Double(-0), '{"$numberDouble":"-0.0"}'],
    [new Double(0), '{"$numberDouble":"0.0"}'],
    [new Double(1e21), '{"$numberDouble":"1e+21"}'],
    [new Double(NaN), '{"$numberDouble":"NaN"}'],
    [new Double(-Infinity), '{"$numberDouble":"-Infinity"}'],
    [Long.fromString('5'), '{"$numberLong":"5"}'],
    [Long.fromString('-5'), '{"$numberLong":"-5"}'],
    [Long.MAX_VALUE, '{"$numberLong":"9223372036854775807"}'],
    [Long.MIN_VALUE, '{"$numberLong":"-9223372036854775808"}'],
    [Long.fromString('9007199254740993'), '{"$numberLong":"9007199254740993"}'],
    [Long.fromString('-9007199254740993'), '{"$numberLong":"-9007199254740993"}'],
    [Decimal128.fromString('1E+3'), '{"$numberDecimal":"1E+3"}'],
    [new Date(0), '{"$date":"1970-01-01T00:00:00Z"}'],
    [new Date('2024-02-29T12:34:56.007Z'), '{"$date":"2024-02-29T12:34:56.007Z"}'],
    [new Date('9999-12-31T23:59:59.999Z'), '{"$date":"9999-12-31T23:59:59.999Z"}'],
    [new Date(253402300800000), '{"$date":{"$numberLong":"253402300800000"}}'],
    [new Date(-1), '{"$date":{"$numberLong":"-1"}}'],
    [new Binary(Buffer.from('hi'), 0x80), '{"$binary":{"base64":"aGk=","subType":"80"}}'],
    [new Binary(Buffer.from('hi'), 2), '{"$binary":{"base64":"aGk=","subType":"02"}}'],
    [
      new UUID('00112233-4455-6677-8899-aabbccddeeff'),
      '{"$binary":{"base64":"ABEiM0RVZneImaq7zN3u/w==","subType":"04"}}',
    ],
    [new BSONRegExp('^a"', 'xi'), '{"$regularExpression":{"pattern":"^a\\"","options":"ix"}}'],
    [new BSONSymbol('s'), '{"$symbol":"s"}'],
    [new Code('f'), '{"$code":"f"}'],
    [new Code('f', { a: { $oid: 1 } }), '{"$code":"f","$scope":{"a":{"$oid":1}}}'],
    [new Timestamp({ t: 4294967295, i: 4294967294 }), '{"$timestamp":{"t":4294967295,"i":4294967294}}'],
    [new MinKey(), '{"$minKey":1}'],
    [new MaxKey(), '{"$maxKey":1}'],
    [undefined, 'null'],
    [null, 'null'],
    [{}, '{}'],
    [[], '[]'],
    [[[], {}, true, false], '[[],{},true,false]'],
  ])('writes %p as %s', (value, expected) => {
    expect(line({ v: value })).toBe(`{"v":${expected}}`);
  });

  it('writes dates to the ends of int64 exactly', () => {
    for (const time of [-(2n ** 63n), 2n ** 63n - 1n, 8640000000000001n]) {
      expect(line(raw(0x09, int64(time)))).toBe(`{"v":{"$date":{"$numberLong":"${time}"}}}`);
    }
  });

  it('writes undefined and DBPointer, which no serializer writes any more', () => {
    expect(line(raw(0x06, []))).toBe('{"v":{"$undefined":true}}');
    const pointer = Buffer.concat([Buffer.from([3, 0, 0, 0, 0x6e, 0x73, 0]), Buffer.alloc(12, 0xab)]);
    expect(line(raw(0x0c, pointer))).toBe(
      `{"v":{"$dbPointer":{"$ref":"ns","$id":{"$oid":"${'ab'.repeat(12)}"}}}}`,
    );
  });

  it('keeps duplicate keys, and hostile ones', () => {
    const twice = bson({ aa: 1, ab: 2 }, [['ab', [0x61, 0x61]]]);
    expect(line(twice)).toBe('{"aa":1,"aa":2}');
    const keys = { '': 1, 'a.b': 2, $dollar: 3, 'quote"\\': 4, 'line\n\u2028': 5, ['k'.repeat(300)]: 6 };
    expect(JSON.parse(line({ keys }))).toEqual({ keys });
    expect(line(JSON.parse('{"o":{"__proto__":{"a":1}}}') as Document)).toBe('{"o":{"__proto__":{"a":1}}}');
  });

  it('says every date as V8 does', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(253402300799999), noInvalidDate: true }),
        (date) => {
          const iso = (JSON.parse(line({ v: date })) as { v: { $date: string } }).v.$date;
          expect(iso).toBe(date.toISOString().replace('.000Z', 'Z'));
        },
      ),
    );
  });

  it('means the same document, whatever is in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const key = fc.oneof(
      fc.constantFrom('', '$a', 'a.b', '__proto__', 'constructor', '"', '\\', 'ق', '😀'),
      // A NUL ends a key in BSON.
      text.map((some) => some.replaceAll('\0', '')),
    );
    const leaf = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      text,
      fc.double().map((value) => new Double(value)),
      fc.integer().map((value) => new Int32(value)),
      fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map((value) => Long.fromBigInt(value)),
      fc.date({ noInvalidDate: true }),
      fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
      fc.uint8Array({ minLength: 16, maxLength: 16 }).map(canonicalDecimal),
      fc.tuple(fc.uint8Array(), fc.constantFrom(0, 1, 2, 3, 5, 128)).map(([b, t]) => new Binary(b, t)),
      fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => new UUID(bytes)),
      text.map((some) => new Code(some)),
      text.map((some) => new BSONSymbol(some)),
      fc.tuple(key, fc.constantFrom('', 'i', 'imx')).map(([p, o]) => new BSONRegExp(p, o)),
      fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
      fc.constantFrom(new MinKey(), new MaxKey()),
    );
    // bson's own parser fails over a reference to a collection without a name.
    const reference = fc
      .tuple(text, fc.uint8Array({ minLength: 12, maxLength: 12 }))
      .map(([name, id]) => ({ $ref: `r${name}`, $id: new ObjectId(id) }));
    const codeWithScope = fc
      .tuple(text, fc.dictionary(key, leaf, { maxKeys: 3, noNullPrototype: false }))
      .map(([code, scope]) => new Code(code, scope));
    const { document } = fc.letrec<{ value: unknown; document: Document }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        tie('document'),
        reference,
        codeWithScope,
      ),
      document: fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: false }),
    }));
    fc.assert(
      fc.property(document, (value) => {
        const bytes = bson({ _id: 1, value });
        // Back through bson's own parser to BSON: equal bytes are equal types and values.
        expect(serialize(EJSON.parse(line(bytes), { relaxed: false }) as Document)).toEqual(
          serialize({ _id: 1, value }),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('strings that are not UTF-8', () => {
  const textOf = (bytes: readonly number[]): { value: string; replaced: readonly unknown[] } => {
    const batch = batchOf(rawString(bytes));
    const parsed = JSON.parse(batch.bytes.toString('utf8')) as { v: string };
    return { value: parsed.v, replaced: batch.replaced };
  };

  it('become U+FFFD as the WHATWG decoder has it, and are told', () => {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const interesting = fc.constantFrom(
      0x41,
      0x80,
      0xbf,
      0xc0,
      0xc2,
      0xe0,
      0xa0,
      0xed,
      0x9f,
      0xef,
      0xbb,
      0xf0,
      0x90,
      0xf4,
      0x8f,
      0xf5,
      0xff,
    );
    fc.assert(
      fc.property(fc.array(interesting, { maxLength: 12 }), (bytes) => {
        fc.pre(!/eda|edb/.test(Buffer.from(bytes).toString('hex').replace(/(..)/g, '$1')));
        const { value, replaced } = textOf(bytes);
        expect(value).toBe(decoder.decode(Uint8Array.from(bytes)));
        if (!value.includes('\ufffd')) expect(replaced).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect(textOf([0xe2, 0x82]).replaced).toEqual([{ id: 'null', path: '/v' }]);
  });

  it('keep a byte order mark and a U+FFFD that was there', () => {
    expect(textOf([0xef, 0xbb, 0xbf, 0x61])).toEqual({ value: '\ufeffa', replaced: [] });
    expect(textOf([0xef, 0xbf, 0xbd])).toEqual({ value: '\ufffd', replaced: [] });
  });

  it('keep an encoded surrogate as its escape, alone or as a pair', () => {
    expect(line(rawString([0xed, 0xa0, 0xbd]))).toBe('{"v":"\\ud83d"}');
    expect(textOf([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80])).toEqual({ value: '😀', replaced: [] });
    expect(textOf([0xed, 0xb8, 0x80, 0x78]).value).toBe('\ude00x');
    expect(textOf([0xed, 0xa0]).value).toBe('\ufffd\ufffd');
  });

  it('are told with _id and JSON Pointer, in keys as well', () => {
    const document = bson({ _id: new Int32(7), list: [{ 'a/b': 'XX' }], YY: 1 }, [
      ['XX', [0xff, 0x41]],
      ['YY', [0xc3, 0x41]],
    ]);
    expect(batchOf(document).replaced).toEqual([
      { id: '{"$numberInt":"7"}', path: '/list/0/a~1b' },
      { id: '{"$numberInt":"7"}', path: '/\ufffdA' },
    ]);
  });
});

describe('documents that no line can carry', () => {
  const oid = new ObjectId('000000000000000000000001');
  it.each<[Document, string]>([
    [{ $oid: 'none' }, ''],
    [{ $date: 'x' }, ''],
    [{ $date: Long.fromString('5') }, ''],
    [{ $numberInt: '1' }, ''],
    [{ $numberLong: '' }, ''],
    [{ $numberDouble: 'x' }, ''],
    [{ $numberDecimal: 'x' }, ''],
    [{ $binary: { subType: '0', base64: '' } }, ''],
    [{ $uuid: 'x' }, ''],
    [{ $code: 'x' }, ''],
    [{ $scope: {}, $code: 'x' }, ''],
    [{ $symbol: 'x' }, ''],
    [{ $timestamp: { i: new Int32(1), t: new Int32(1) } }, ''],
    [{ $regularExpression: { options: '', pattern: '' } }, ''],
    [{ $dbPointer: { $ref: 'a', $id: oid } }, ''],
    [{ $minKey: new Int32(1) }, ''],
    [{ $maxKey: new Int32(1) }, ''],
    [{ $undefined: true }, ''],
    [{ $date: { $numberLong: 'x' } }, '/$date'],
    [new Code('f', { $oid: 'x' }), '/$scope'],
  ])('%j would be read as something else, so the document is kept whole', (value, path) => {
    const document = bson({ _id: oid, list: [0, { 'a~': value }] });
    const batch = batchOf(document);
    expect(batch.ends).toEqual([]);
    expect(batch.firstId).toBeNull();
    expect(batch.unwritable).toEqual([
      {
        index: 0,
        id: '{"$oid":"000000000000000000000001"}',
        path: `/list/1/a~0${path}`,
        reason: 'extended-json-wrapper',
        bson: document.toString('base64'),
      },
    ]);
  });

  it.each<Document>([
    { $date: new Int32(5) },
    { $date: new Double(5) },
    { $date: 'x', more: 1 },
    { $date: new Date(0) },
    { $oid: new Int32(1) },
    { $oid: oid },
    { $binary: 'x' },
    { $binary: { base64: 'x' } },
    { $binary: { base64: 'x', subType: '0', more: 1 } },
    { $timestamp: { t: Long.fromString('1'), i: 1 } },
    { $timestamp: { t: 1 } },
    { $minKey: Long.fromString('1') },
    { $minKey: new Int32(2) },
    { $maxKey: new Double(1) },
    { $undefined: false },
    { $scope: {} },
    { $code: 'x', $scope: 'y' },
    { $code: 'x', $scope: [] },
    { $ref: 'users', $id: oid },
    { $dbPointer: { $ref: 'a', $id: 'b' } },
    { $regex: 'a', $options: 'i' },
    { $numberInt: 'x', $numberLong: 'x' },
    { a: { $: 1 } },
  ])('%j passes', (value) => {
    const parsed = JSON.parse(line({ value })) as Document;
    expect(Object.keys(parsed.value as Document)).toEqual(Object.keys(value));
  });

  it('judges a wrapper with a key twice by the last value', () => {
    const text = bson({ v: { $oiA: 1, $oiB: 'x' } }, [
      ['$oiA', Array.from(Buffer.from('$oid'))],
      ['$oiB', Array.from(Buffer.from('$oid'))],
    ]);
    expect(batchOf(text).unwritable).toHaveLength(1);
    const number = bson({ v: { $oiA: 'x', $oiB: 1 } }, [
      ['$oiA', Array.from(Buffer.from('$oid'))],
      ['$oiB', Array.from(Buffer.from('$oid'))],
    ]);
    expect(line(number)).toBe('{"v":{"$oid":"x","$oid":1}}');
  });

  it('are those nested too deep; 100 levels and more pass', () => {
    const nested = (levels: number): Document => {
      let value: Document = {};
      for (let i = 0; i < levels; i++) value = i % 2 ? { a: value } : { a: [value] };
      return { _id: 1, value };
    };
    expect(JSON.parse(line(nested(200)))).toEqual(nested(200));
    expect(batchOf(bson(nested(600))).unwritable).toMatchObject([
      { reason: 'too-deep', id: '{"$numberInt":"1"}' },
    ]);
  });

  it('are those that are broken, whichever byte it is, and nothing is read beyond them', () => {
    const whole = bson(exportedDocuments('everytype')[0] as Document);
    const guard = Buffer.alloc(64, 0x41);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const broken = Buffer.concat([whole, guard]).subarray(0, whole.length);
        broken[at] = byte;
        const { ends, unwritable } = batchOf(broken);
        expect(ends.length + unwritable.length).toBe(1);
        if (unwritable.length > 0) expect(unwritable[0]?.bson).toBe(broken.toString('base64'));
        else expect(() => JSON.parse(batchOf(broken).bytes.toString('utf8')) as unknown).not.toThrow();
      }),
      { numRuns: 3000 },
    );
    for (let end = 0; end < whole.length; end++) {
      expect(batchOf(whole.subarray(0, end)).unwritable).toMatchObject([{ reason: 'invalid-bson' }]);
    }
  });

  it.each([
    ['an unknown type', raw(0x20, [])],
    ['a boolean that is neither', raw(0x08, [2])],
    ['a string without its terminator', raw(0x02, [1, 0, 0, 0, 65])],
    ['a string of length 0', raw(0x02, [0, 0, 0, 0])],
    ['a string longer than the document', raw(0x02, [255, 255, 255, 127, 0])],
    ['a negative length', raw(0x05, [255, 255, 255, 255, 0])],
    ['a legacy binary whose lengths disagree', raw(0x05, [5, 0, 0, 0, 2, 9, 0, 0, 0, 1])],
    ['a regex without end', raw(0x0b, [65, 66])],
    ['a code whose scope is too long', raw(0x0f, [14, 0, 0, 0, 1, 0, 0, 0, 0, 6, 0, 0, 0, 0])],
  ])('are those with %s', (_what, document) => {
    expect(batchOf(document).unwritable).toMatchObject([
      { reason: 'invalid-bson', path: expect.stringMatching('^/v'), id: 'null' },
    ]);
  });
});

describe('a batch', () => {
  it('knows its first and last _id and counts documents through', () => {
    const writer = new LineWriter(3);
    for (const _id of ['a', 'b', 'c']) writer.append(bson({ _id, x: _id }));
    expect(writer.full).toBe(true);
    expect(writer.take()).toMatchObject({ firstId: '"a"', lastId: '"c"' });
    writer.append(bson({ _id: 'd', v: { $oid: 'x' } }));
    writer.append(bson({ x: 1 }));
    expect(writer.take()).toMatchObject({ firstId: 'null', lastId: 'null', unwritable: [{ index: 3 }] });
  });

  it('is full at 2 MiB, and holds a document of 16 MiB of the worst text', () => {
    const writer = new LineWriter(1000);
    const text = '\u0001ق"'.repeat((16 * 1024 * 1024 - 100) / 4);
    const bytes = bson({ _id: 1, text });
    writer.append(bytes);
    expect(writer.full).toBe(true);
    const batch = writer.take();
    expect((JSON.parse(batch.bytes.toString('utf8')) as { text: string }).text === text).toBe(true);
    writer.append(bson({ _id: 2 }));
    expect(writer.take().bytes.toString('utf8')).toBe('{"_id":2}\n');
  });
});
