import { raw, rawArray, rawDocument, type RawField } from '../support/raw-bson';
import { leavesOf, NOT_LIVE, type Sample, SAMPLES, type TypeSample } from './bson-samples';
import { type CaseBuilder, fieldWith } from './case-builder';
import { arrayLiteral, columnOutcome, expectationOf, type Place, valueOutcome } from './column-outcome';
import { leavesAt, nothingLeft, type Outcome, type TargetColumn } from './hostile-case';
import { type ColumnKind, type Position, POSITIONS } from './positions';

const ALL = Object.keys(SAMPLES) as Sample[];

/** An entry of `viewedProperties` whose fields all fit. */
const ENTRY: readonly RawField[] = [
  ['property', raw('5')],
  ['viewCount', raw(1)],
  ['viewedAt', raw(new Date('2024-01-01T00:00:00.000Z'))],
];

/** Every sample, and no field at all, in every kind of column. */
export function addColumnCases(builder: CaseBuilder): void {
  for (const position of POSITIONS) {
    const { title, collection, table, column, type, path } = position;
    const fanOut = path.length > 1;
    const target = { table, column, type, key: fanOut ? 'userId' : 'id' };
    const siblings = fanOut ? ENTRY.filter(([key]) => key !== path.at(-1)) : [];
    for (const sample of [...ALL, 'missing'] as const) {
      const common = { position: title, value: sample, collection, target };
      const expected = columnOutcome(position, sample);
      if (sample !== 'missing') {
        const fields = [fieldWith(path, SAMPLES[sample], siblings)];
        builder.add({ ...common, fields, live: !NOT_LIVE.has(sample), expected });
      } else {
        const fields: RawField[] = fanOut ? [[path[0], rawArray([rawDocument(siblings)])]] : [];
        builder.add({ ...common, fields, without: [path[0]], expected });
      }
    }
  }
}

/** Every sample as the one element of an array of texts: what fits no text is left out. */
export function addElementCases(builder: CaseBuilder): void {
  const places: [title: string, kind: ColumnKind, Pick<Position, 'collection' | 'table' | 'column'>][] = [
    ['element of text[]', 'text', { collection: 'properties', table: 'Property', column: 'amenities' }],
    [
      'element of text[] of urls',
      'text that is a url',
      { collection: 'launches', table: 'Launch', column: 'images' },
    ],
  ];
  for (const [title, kind, { collection, table, column }] of places) {
    const target = { table, column, type: 'text[]', key: 'id' };
    for (const sample of ALL) {
      builder.add({
        ...{ position: title, value: sample, collection, target },
        fields: [[column, rawArray([SAMPLES[sample]])]],
        live: !NOT_LIVE.has(sample),
        expected: elementOutcome(kind, table, column, sample),
      });
    }
  }
}

const NO_ELEMENTS: ReadonlySet<Sample> = new Set<Sample>(['null', 'undefined', 'arrayOfOne', 'arrayOfNull']);

function elementOutcome(kind: ColumnKind, table: string, column: string, sample: Sample): Outcome {
  const place: Place = { table, column, kind, path: [column, 0], nothing: 'null', nullable: true };
  const expectation = NO_ELEMENTS.has(sample) ? null : expectationOf(kind, sample as TypeSample);
  if (expectation === null || expectation[0].startsWith('unfit: ')) {
    return {
      held: '{}',
      rejects: [],
      residue: leavesAt(`/${column}/0`, leavesOf(sample)),
      losses: [`repaired ${table}.${column} element-dropped`],
    };
  }
  const fitting = valueOutcome(place, expectation, leavesOf(sample));
  return { ...fitting, held: arrayLiteral([String(fitting.held)]) };
}

/** Every sample inside jsonb, in a document and in an array. */
export function addNestedCases(builder: CaseBuilder): void {
  const [collection, table, column] = ['properties', 'Property', 'specifications'] as const;
  const target: TargetColumn = { table, column, type: 'jsonb', key: 'id' };
  for (const sample of ALL) {
    const value = SAMPLES[sample];
    const inside = rawDocument([
      ['at', value],
      ['list', rawArray([value])],
    ]);
    const at = nestedOutcome(sample, [column, 'at']);
    const list = nestedOutcome(sample, [column, 'list', 0]);
    const member = sample === 'undefined' ? '' : `"at": ${at.held}, `;
    builder.add({
      ...{ position: 'inside jsonb', value: sample, collection, target },
      fields: [[column, inside]],
      live: !NOT_LIVE.has(sample),
      expected: {
        held: `{${member}"list": [${list.held}]}`,
        rejects: [],
        residue: { ...at.residue, ...list.residue },
        losses: [...at.losses, ...list.losses],
      },
    });
  }
}

/** null stays, and undefined is one in an array. */
function nestedOutcome(sample: Sample, path: Place['path']): Outcome {
  if (sample === 'null' || sample === 'undefined') return { held: 'null', ...nothingLeft };
  const column = { table: 'Property', column: 'specifications', kind: 'jsonb' } as const;
  return columnOutcome({ ...column, path, nothing: 'null', nullable: true }, sample);
}

/** Every sample in a field that no column takes. */
export function addUnknownCases(builder: CaseBuilder): void {
  for (const sample of ALL) {
    builder.add({
      ...{ position: 'a field that no column takes', value: sample, collection: 'users', target: null },
      fields: [['legacy', SAMPLES[sample]]],
      live: !NOT_LIVE.has(sample),
      expected: { ...nothingLeft, residue: leavesAt('/legacy', leavesOf(sample)) },
    });
  }
}
