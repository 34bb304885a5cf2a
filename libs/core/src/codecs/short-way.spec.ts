import fc from 'fast-check';
import { CaptureSink } from '../collection/capture-sink';
import { LineScanner } from '../scan/line-scanner';
import { ScanKind } from '../scan/scan-kind';
import { jsonText } from '../testing/json-texts';
import { parseLine } from '../values';
import type { Codec } from './codec';
import { doubleCodec } from './double.codec';
import { jsonbCodec } from './jsonb.codec';
import { shortWayOf } from './short-way';
import { BSON_SAMPLES, VALUE_CASES } from './value-cases';

const VALUE = 0;
const scanner = new LineScanner(['value']);
const sink = new CaptureSink();

/** What the short way writes of the JSON of a value; null where it leaves the value to `encode`. */
function copied(codec: Codec, json: string): string | null {
  const bytes = Buffer.from(`{"value":${json}}`);
  if (!scanner.scan(bytes, 0, bytes.length) || scanner.line.kind[VALUE]! <= ScanKind.Null) return null;
  return shortWayOf(codec)?.(scanner.line, VALUE, sink) === true ? sink.value : null;
}

/** What {@link Codec.encode} writes of it, and its outcome. */
function encoded(codec: Codec, json: string): { readonly text: string | null; readonly outcome: unknown } {
  const { value } = parseLine(`{"value":${json}}`).document as { value: unknown };
  const outcome = codec.encode(value, sink, { beside: () => undefined, repaired: () => undefined });
  return { text: sink.value, outcome };
}

function agree(codec: Codec, json: string): boolean {
  const text = copied(codec, json);
  if (text === null) return false;
  expect(encoded(codec, json)).toEqual({ text, outcome: 'mapped' });
  return true;
}

const codecs = VALUE_CASES.map(({ title, codec }) => [title, codec] as const);
const values = new Set([
  '{"$oid":"64b7f0a1c2d3e4f5a6b7c8d9"}',
  ...VALUE_CASES.flatMap(({ cases }) => cases.map(([, , column]) => JSON.stringify(column))),
  ...Object.values(BSON_SAMPLES),
  ...VALUE_CASES.flatMap(({ cases }) => cases.map(([value]) => value)),
]);

describe.each(codecs)('The short way into a column of %s', (_, codec) => {
  it('writes what the long way writes, or nothing, of every value that any codec is tried with', () => {
    expect([...values].filter((json) => agree(codec, json)).length).toBeGreaterThan(0);
  });

  it('writes what the long way writes, or nothing, of any JSON', () => {
    fc.assert(
      fc.property(jsonText, (json) => {
        agree(codec, json);
      }),
      { numRuns: 500 },
    );
  });
});

it('A codec that is made of another one has no short way but its own', () => {
  expect(shortWayOf(doubleCodec)).toBeDefined();
  expect(shortWayOf({ ...doubleCodec, decode: String })).toBeUndefined();
  expect(shortWayOf(Object.create(doubleCodec) as Codec)).toBeUndefined();
});

it('Doubles are copied where PostgreSQL prints them so, without an exponent', () => {
  const texts = ['0.0001', '123456789012345.6', '-2.5', '0.00001', '1e21', '1e-7', '1234567890123456.5'];
  expect(texts.filter((json) => copied(doubleCodec, json) !== null)).toEqual(texts.slice(0, 3));
});

it('A jsonb column copies documents with what wrappers stand for, and escapes as they are', () => {
  const json = String.raw`{"a":[{"$oid":"65e07f00aaaaaaaaaaaaaaaa"},{"$date":"2024-02-29T12:00:00Z"}],"b":"x\n\"y\"","c":{"$numberLong":"5"}}`;
  expect(copied(jsonbCodec, json)).toBe(
    String.raw`{"a":["65e07f00aaaaaaaaaaaaaaaa","2024-02-29T12:00:00.000Z"],"b":"x\n\"y\"","c":5}`,
  );
});
