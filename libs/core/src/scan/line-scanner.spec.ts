import fc from 'fast-check';
import { documentText, jsonText } from '../testing/json-texts';
import { parseLine } from '../values';
import { LineScanner } from './line-scanner';
import { ScanKind } from './scan-kind';

const NAMES = ['_id', 'a', 'b', 'ключ'];
const scanner = new LineScanner(NAMES);
const { line } = scanner;

/** Scans a text that stands in the middle of other bytes, as lines do. */
function scan(text: string): boolean {
  const bytes = Buffer.from(`"x":1}\n${text}\n{"a":"`);
  return scanner.scan(bytes, 7, 7 + Buffer.byteLength(text));
}

/** What was found, parsed: the known fields, then the others. */
function found(): [string, unknown][] {
  const known = NAMES.flatMap((name, field): [string, unknown][] =>
    line.kind[field] === ScanKind.Absent ? [] : [[name, line.value(field)]],
  );
  const unknown = Array.from({ length: line.unknownCount }, (_, n): [string, unknown] => {
    const { name, field } = line.unknown(n);
    return [name, line.value(field)];
  });
  return [...known, ...inOrder(unknown)];
}

/** JavaScript puts keys that are numbers before others; a line has them where they stand. */
function inOrder(fields: readonly [string, unknown][]): [string, unknown][] {
  return Object.entries(Object.fromEntries(fields));
}

function kindOf(text: string): string {
  expect(scan(`{"b":0,"a":${text}}`)).toBe(true);
  return ScanKind[line.kind[1]!]!;
}

function manyKeys(count: number): string {
  return Array.from({ length: count }, (_, n) => `"k${n}":1`).join(',');
}

/** A document in one of 600 keys, which has 300 and then these. */
function nested(more: string): string {
  return `{${manyKeys(300)},"inner":{${manyKeys(300)},${more}},${manyKeys(600).slice(manyKeys(300).length + 1)}}`;
}

describe('a line that is scanned', () => {
  it('has the fields and values that the parser finds; what is no JSON, or has a key twice, is left to it', () => {
    const keys = fc.constantFrom('_id', 'a', 'b', 'ключ', 'c', 'd', '__proto__', '$oid', '7', 'e\\u0061');
    let scanned = 0;
    fc.assert(
      fc.property(documentText(keys, jsonText), (text) => {
        if (!scan(text)) return;
        scanned += 1;
        const { document, duplicates } = parseLine(text);
        const fields = Object.keys(document as object).map((name) => [
          name,
          (document as Record<string, unknown>)[name],
        ]);
        const rank = ([name]: unknown[]): number => (NAMES.indexOf(name as string) + 10) % 10;
        expect(found()).toEqual(fields.sort((left, right) => rank(left) - rank(right)));
        expect(duplicates).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
    expect(scanned).toBeGreaterThan(500);
  });

  it('gives the fields that are there as a document, whatever their names are', () => {
    const names = new LineScanner(['__proto__', 'toString', 'a']);
    const bytes = Buffer.from('{"__proto__":{"x":1},"a":"b"}');
    expect(names.scan(bytes, 0, bytes.length)).toBe(true);
    expect(Object.entries(names.line.pick([0, 1, 2]))).toEqual([
      ['__proto__', { x: 1 }],
      ['a', 'b'],
    ]);
  });

  it.each([
    ['null', 'Null'],
    ['true', 'True'],
    ['false', 'False'],
    ['-12', 'Whole'],
    ['999999999999999', 'Whole'],
    ['{"$numberInt":"7"}', 'Whole'],
    ['{"$numberLong":"123456789012"}', 'Whole'],
    ['{"$numberDouble":"6.0"}', 'Whole'],
    ['2.675', 'Number'],
    ['{"$numberDouble":"2.675"}', 'Number'],
    ['30.044419612345678', 'Number'],
    ['"شقة"', 'String'],
    ['"two\\nlines, \\"quoted\\""', 'EscapedString'],
    ['{"$oid":"65e07f00aaaaaaaaaaaaaaaa"}', 'ObjectId'],
    ['{"$date":"2024-02-29T12:00:00.500Z"}', 'Date'],
    ['{"$date":"2024-02-29T12:00:00Z"}', 'Date'],
    ['[]', 'Strings'],
    ['["a","b"]', 'Strings'],
    ['["a",1]', 'Json'],
    ['{"x":{"$oid":"65e07f00aaaaaaaaaaaaaaaa"},"y":[{"z":1.5}]}', 'Json'],
    ['{"x":"\\t"}', 'EscapedJson'],
    ['["\\t"]', 'EscapedJson'],
  ])('knows %s as %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each([
    ['other escapes', '"\\u0041"'],
    ['lone surrogates', '"\\ud800"'],
    ['numbers that are spelled otherwise', '1.50'],
    ['numbers of which JSON.parse loses digits', '9007199254740993'],
    ['-0', '-0'],
    ['ObjectIds in upper case', '{"$oid":"65E07F00AAAAAAAAAAAAAAAA"}'],
    ['days that do not exist', '{"$date":"2023-02-29T12:00:00.500Z"}'],
    ['other wrappers', '{"x":{"$numberDecimal":"1"}}'],
    ['keys that JavaScript puts first', '{"x":1,"2":3}'],
    ['white space', '[1, 2]'],
  ])('leaves the value to the parser where it has %s', (_, text) => {
    expect(kindOf(text)).toBe('Other');
  });

  it.each([
    ['very many keys', `{${manyKeys(3_000)}}`],
    ['very many keys in a document that is in another of very many', nested('"k300":1')],
    // Both have the hash 0x5e4daa9d (FNV-1a).
    ['different keys with the same hash among very many', `{${manyKeys(300)},"costarring":1,"liquid":2}`],
  ])('has the fields and values that the parser finds where it has %s', (_, text) => {
    expect(kindOf(text)).toBe('Json');
    expect(line.value(1)).toEqual(JSON.parse(text));
  });

  it('finds all fields that nobody knows, however many they are', () => {
    const text = `{ "b":[1], ${manyKeys(3_000)} ,"7":{"x": 9007199254740993},"a":"known","__proto__" : null}`;
    expect(scan(text)).toBe(true);
    expect(line.hasMany).toBe(true);
    expect(line.value(1)).toBe('known');
    const { a: _, b: __, ...unknown } = parseLine(text).document as Record<string, unknown>;
    expect(inOrder([...line.allUnknown().parts()] as [string, unknown][])).toEqual(Object.entries(unknown));
    expect(scan('{"z":1}')).toBe(true);
    expect(line.hasMany).toBe(false);
  });

  it.each([
    ['is no document', '[1]'],
    ['is cut off', '{"a":"b'],
    ['goes on', '{"a":1}}'],
    ['has a control character', '{"a":"\t"}'],
    ['has a key twice', '{"a":1,"b":2,"a":3}'],
    ['has a key twice that nobody knows', '{"z":1,"b":2,"z":3}'],
    ['has a key twice inside', '{"a":{"x":1,"y":2,"x":3}}'],
    ['has an escape in a key', '{"\\u0061":1}'],
    ['is very deep', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`],
    ['has one of very many keys twice', `{"a":{${manyKeys(300)},"k7":1}}`],
    ['has the last of very many keys twice', `{"a":{${manyKeys(300)},"k299":1}}`],
    ['has one of very many keys twice in a document inside of such', `{"a":${nested('"k7":1')}}`],
    ['has one of very many fields twice', `{${manyKeys(100)},"k7":1}`],
    ['has the last of very many fields twice', `{${manyKeys(100)},"k99":1}`],
  ])('is left to the parser whole where it %s', (_, text) => {
    expect(scan(text)).toBe(false);
  });
});
