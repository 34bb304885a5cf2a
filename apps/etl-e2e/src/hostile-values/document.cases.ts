import { Code, Double, Int32, ObjectId } from 'bson';
import { raw, RAW_UNDEFINED, rawArray, rawDocument, type RawField, type RawValue } from '../support/raw-bson';
import { HEX } from './bson-samples';
import type { CaseBuilder, CaseParts } from './case-builder';
import { nothingLeft, type TargetColumn } from './hostile-case';

const of = (table: string, column: string, type = 'text', key = 'id'): TargetColumn => ({
  table,
  column,
  type,
  key,
});
const BIO = of('User', 'bio');

/** Documents within documents: `{"a":{"a":…}}`. */
function nested(levels: number, innermost: RawValue): RawValue {
  let value = innermost;
  for (let level = 0; level < levels; level += 1) value = rawDocument([['a', value]]);
  return value;
}

/** What stands in a document more than once, or too deep, or that no line can carry. */
const CASES: readonly CaseParts[] = [
  {
    ...{ position: 'a field twice', value: 'the last counts', collection: 'users', target: BIO, live: false },
    fields: [
      ['bio', raw('first')],
      ['bio', raw(new Int32(2))],
    ],
    expected: {
      held: '2',
      rejects: [],
      residue: { '/bio': '"first"' },
      losses: ['coerced User.bio'],
    },
  },
  {
    ...{
      position: 'a field twice',
      value: 'the last is null',
      collection: 'users',
      target: BIO,
      live: false,
    },
    fields: [
      ['bio', raw('first')],
      ['bio', raw(null)],
    ],
    expected: {
      held: null,
      rejects: [],
      residue: { '/bio': '"first"' },
      losses: [],
    },
  },
  {
    position: 'jsonb, nullable',
    value: '100 levels deep, -0 at the bottom',
    collection: 'properties',
    target: of('Property', 'location', 'jsonb'),
    fields: [['location', nested(100, raw(new Double(-0)))]],
    expected: {
      held: `${'{"a":'.repeat(100)}0${'}'.repeat(100)}`,
      rejects: [],
      residue: { [`/location${'/a'.repeat(100)}`]: '{"$numberDouble":"-0.0"}' },
      losses: ['repaired Property.location negative-zero'],
    },
  },
  {
    position: 'a field that no column takes',
    value: '100 levels deep',
    collection: 'users',
    target: null,
    fields: [['legacy', nested(100, raw('deep'))]],
    expected: { ...nothingLeft, residue: { [`/legacy${'/a'.repeat(100)}`]: '"deep"' } },
  },
  {
    position: 'inside jsonb',
    value: 'code with what jsonb refuses in its scope',
    collection: 'properties',
    target: of('Property', 'location', 'jsonb'),
    fields: [['location', raw({ code: new Code('f()', { nan: new Double(NaN), nul: '\0' }) })]],
    live: false,
    expected: {
      held: '{"code":{"$code":"f()","$scope":{"nan":{"$numberDouble":"NaN"},"nul":"\ufffd"}}}',
      rejects: [],
      residue: {
        '/location/code': String.raw`{"$code":"f()","$scope":{"nan":{"$numberDouble":"NaN"},"nul":"\u0000"}}`,
      },
      losses: ['repaired Property.location nul-character'],
    },
  },
  {
    position: 'text[]',
    value: 'a text, a number, null, a document, an array, undefined, an ObjectId',
    collection: 'properties',
    target: of('Property', 'features', 'text[]'),
    fields: [
      [
        'features',
        rawArray([
          raw('a'),
          raw(5),
          raw(null),
          raw({ b: 1 }),
          raw(['c']),
          RAW_UNDEFINED,
          raw(new ObjectId(HEX)),
        ]),
      ],
    ],
    live: false,
    expected: {
      held: `{a,5,${HEX}}`,
      rejects: [],
      residue: {
        '/features/2': 'null',
        '/features/3/b': '1',
        '/features/4/0': '"c"',
        '/features/5': '{"$undefined":true}',
      },
      losses: Array.from({ length: 4 }, () => 'repaired Property.features element-dropped'),
    },
  },
  {
    position: 'two spellings of a field',
    value: 'the newer is null',
    collection: 'properties',
    target: of('Property', 'governorateId'),
    fields: [
      ['governorate_ref', raw(null)],
      ['governorate', raw('gone')],
    ],
    expected: {
      held: null,
      rejects: [],
      residue: { '/governorate': '"gone"' },
      losses: ['repaired Property.governorateId reference-gone'],
    },
  },
  {
    position: 'two spellings of a field',
    value: 'both are there and differ',
    collection: 'properties',
    target: of('Property', 'governorateId'),
    fields: [
      ['governorate_ref', raw('gone')],
      ['governorate', raw({ _id: 'older' })],
    ],
    expected: {
      held: null,
      rejects: [],
      residue: { '/governorate_ref': '"gone"', '/governorate/_id': '"older"' },
      losses: ['repaired Property.governorateId reference-gone'],
    },
  },
  {
    position: 'a field that no column takes',
    value: 'with the name of a column',
    collection: 'users',
    target: of('User', 'createdById'),
    fields: [
      ['createdById', raw(new ObjectId(HEX))],
      ['id', raw('x')],
    ],
    expected: { held: null, ...nothingLeft, residue: { '/createdById': `{"$oid":"${HEX}"}`, '/id': '"x"' } },
  },
  manyUnknownFields(),
];

/** A document with 2,000 fields that no column takes. */
function manyUnknownFields(): CaseParts {
  const fields = Array.from({ length: 2_000 }, (_, n): RawField => [
    `unknown_${n}`,
    raw(n % 2 ? n : `text ${n}`),
  ]);
  return {
    ...{ position: 'a field that no column takes', value: '2,000 of them', collection: 'users' },
    target: null,
    fields,
    expected: {
      ...nothingLeft,
      residue: Object.fromEntries(
        fields.map(([key], n) => [`/${String(key)}`, n % 2 ? String(n) : `"text ${n}"`]),
      ),
    },
  };
}

export function addDocumentCases(builder: CaseBuilder): void {
  for (const parts of CASES) builder.add(parts);
}

/** A sub-document that a line would make a date. */
export const UNWRITABLE: Buffer = rawDocument([
  ['_id', raw('unwritable')],
  ['preferences', rawDocument([['$date', raw('x')]])],
]).bytes;
