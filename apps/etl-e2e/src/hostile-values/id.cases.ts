import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson';
import { raw, RAW_UNDEFINED, rawDbPointer, rawDocument, rawString, type RawValue } from '../support/raw-bson';
import { baseFields, type CollectionName } from './base-documents';
import { HEX, UUID_TEXT } from './bson-samples';
import { type HostileCase, nothingLeft } from './hostile-case';

/** `_id`, what it is in Extended JSON, and the row's id with its outcome; null: a reject. */
type IdCase = readonly [shown: string, value: RawValue | null, id: string | null, outcome?: 'coerced'];

/** One `_id` of every kind; no two of them are the same id. */
const IDS: readonly IdCase[] = [
  ['an ObjectId', raw(new ObjectId('65e07f00aaaaaaaaaaaaaaaa')), '65e07f00aaaaaaaaaaaaaaaa'],
  ['a string', raw('my-slug'), 'my-slug'],
  ['a string with blanks', raw(' My Slug '), ' My Slug '],
  ['a string of 24 hex digits', raw('65e07f00aaaaaaaaaaaaaaab'), '65e07f00aaaaaaaaaaaaaaab'],
  ['a string of 24 hex digits in capitals', raw('65E07F00AAAAAAAAAAAAAAAC'), '65e07f00aaaaaaaaaaaaaaac'],
  ['a string of 24 hex digits with blanks', raw(' 65e07f00aaaaaaaaaaaaaaad\n'), '65e07f00aaaaaaaaaaaaaaad'],
  ['an int32', raw(new Int32(7)), '7', 'coerced'],
  ['an int64', raw(Long.fromString('9007199254740993')), '9007199254740993', 'coerced'],
  ['a double', raw(new Double(2.5)), '2.5', 'coerced'],
  ['a whole double', raw(new Double(3)), '3', 'coerced'],
  ['-0', raw(new Double(-0)), '0', 'coerced'],
  ['NaN', raw(new Double(NaN)), 'NaN', 'coerced'],
  ['Infinity', raw(new Double(Infinity)), 'Infinity', 'coerced'],
  ['a Decimal128', raw(Decimal128.fromString('5.50')), '5.50', 'coerced'],
  ['a UUID', raw(new UUID(UUID_TEXT)), UUID_TEXT, 'coerced'],
  ['no _id', null, null],
  ['null', raw(null), null],
  ['undefined', RAW_UNDEFINED, null],
  ['an empty string', raw(''), null],
  ['a string with U+0000', raw('a\0b'), null],
  ['a string with a lone surrogate', rawString('a', [0xed, 0xa0, 0xbd]), null],
  ['a string of more than 2,000 bytes', raw('é'.repeat(1_001)), null],
  ['true', raw(true), null],
  ['a date', raw(new Date(0)), null],
  ['a document', raw({ _id: new ObjectId(HEX) }), null],
  ['an array', raw(['x']), null],
  ['a binary', raw(new Binary(Buffer.from('hello'))), null],
  ['a regex', raw(new BSONRegExp('^a', '')), null],
  ['code', raw(new Code('f()')), null],
  ['code with scope', raw(new Code('f()', { n: 1 })), null],
  ['a symbol', raw(new BSONSymbol('s')), null],
  ['a BSON timestamp', raw(new Timestamp({ t: 1, i: 2 })), null],
  ['a DBPointer', rawDbPointer('users', HEX), null],
  ['MinKey', raw(new MinKey()), null],
  ['MaxKey', raw(new MaxKey()), null],
];

/** What no server takes as an `_id`, or the MongoDB of the tests cannot hold. */
const NOT_LIVE: ReadonlySet<string> = new Set([
  ...['no _id', 'an array', 'a regex', 'undefined'],
  ...['a string with a lone surrogate', 'code', 'code with scope', 'a symbol', 'a DBPointer'],
]);

const COLLECTION: CollectionName = 'searches';
const ID_COLUMN = { table: 'Search', column: 'query', type: 'text', key: 'id' };

/**
 * Every BSON type as an `_id`: the document is found by its id, or among the rejects by its query. A string of hex
 * digits that is respelled is coerced as well.
 */
export function idCases(): HostileCase[] {
  return IDS.map(([shown, value, id, outcome]): HostileCase => {
    const query = `_id: ${shown}`;
    const fields = baseFields(COLLECTION, 0).filter(([key]) => key !== 'query');
    const own = value === null ? [] : ([['_id', value]] as const);
    const rejects = ['Search ID_INVALID _id'];
    const respelled = shown.endsWith('in capitals') || shown.endsWith('with blanks');
    const coerced = outcome === 'coerced' || (respelled && id?.length === 24);
    return {
      position: '_id',
      value: shown,
      collection: COLLECTION,
      id: id ?? query,
      document: rawDocument([...own, ['query', raw(query)], ...fields]).bytes,
      live: !NOT_LIVE.has(shown),
      target: ID_COLUMN,
      expected:
        id === null
          ? { held: undefined, ...nothingLeft, rejects }
          : { held: query, ...nothingLeft, losses: coerced ? ['coerced Search.id'] : [] },
    };
  });
}

/** Documents that the references of all cases find. */
export function presentDocuments(collection: 'users' | 'properties'): Buffer[] {
  const ids: [RawValue, number][] = [
    [raw(new ObjectId(HEX)), 1_000_001],
    [raw('5'), 1_000_002],
    [raw(UUID_TEXT), 1_000_003],
  ];
  return ids.map(([id, n]) => rawDocument([['_id', id], ...baseFields(collection, n)]).bytes);
}
