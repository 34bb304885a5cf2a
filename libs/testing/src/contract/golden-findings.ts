import type { Residue, Row } from '../trial/trial';
import { differenceText, documentLine, shownDifference } from './shown-value';

/** What became of one document of the sample. */
export interface GoldenDocument {
  readonly n: number;
  readonly document: unknown;
  /** Table → rows that came of the document. */
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  readonly rejects: readonly string[];
  readonly residue: Residue | null;
}

/**
 * What a golden file holds: in front the codec of each column, for one may do to all of the sample what another does,
 * and something else to the next document.
 */
export type Golden = readonly [
  { readonly codecs: Readonly<Record<string, string>> },
  ...(readonly GoldenDocument[]),
];

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

type Fields = Readonly<Record<string, unknown>>;

/** Fields, or columns, that are not the same, by what they are called. */
function fieldDifferences(
  expected: Fields,
  found: Fields,
  shown: (field: string, want: unknown, have: unknown) => string,
): string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names].flatMap((name) =>
    json(expected[name]) === json(found[name]) ? [] : [shown(name, expected[name], found[name])],
  );
}

function tableDifferences(table: string, expected: readonly Row[], found: readonly Row[]): string[] {
  const byId = new Map(found.map((row) => [row['id'] ?? '', row]));
  const differences = expected.flatMap((row): string[] => {
    const id = row['id'] ?? '';
    const have = byId.get(id);
    byId.delete(id);
    if (have === undefined)
      return [
        differenceText({ table, id, column: null, expected: 'a row', found: 'none', source: undefined }),
      ];
    return fieldDifferences(row, have, (column, want, is) =>
      want === undefined || is === undefined
        ? `${table}.${column} of row ${id}: expected ${want === undefined ? 'no such column' : String(json(want))} ↔ found ${is === undefined ? 'no such column' : String(json(is))}`
        : differenceText({
            ...{ table, id, column, source: undefined },
            expected: want as string | null,
            found: is as string | null,
          }),
    );
  });
  const tooMany = [...byId.keys()].map((id) =>
    differenceText({ table, id, column: null, expected: 'none', found: 'a row', source: undefined }),
  );
  return [...differences, ...tooMany];
}

function documentDifferences(expected: GoldenDocument, found: GoldenDocument): string[] {
  const { n } = expected;
  const tables = new Set([...Object.keys(expected.rows), ...Object.keys(found.rows)]);
  const differences = [
    ...fieldDifferences(
      Object(expected.document) as Fields,
      Object(found.document) as Fields,
      (field, want, have) =>
        `document ${n} of the sample is another one, ${field}: ${shownDifference(json(want), json(have))}`,
    ),
    ...[...tables].flatMap((table) =>
      tableDifferences(table, expected.rows[table] ?? [], found.rows[table] ?? []),
    ),
    ...(json(expected.rejects) === json(found.rejects)
      ? []
      : [`rejects of document ${n}: ${shownDifference(json(expected.rejects), json(found.rejects))}`]),
    ...fieldDifferences(
      expected.residue ?? {},
      found.residue ?? {},
      (pointer, want, have) =>
        `residue of document ${n}, ${pointer}: ${shownDifference(json(want), json(have))}`,
    ),
  ];
  const last = differences.pop();
  return last === undefined ? [] : [...differences, last + documentLine(JSON.stringify(found.document))];
}

/** What became of the sample, held against what became of it when the golden file was written. */
export function goldenFindings([before, ...expected]: Golden, [now, ...found]: Golden): string[] {
  const positions = (documents: readonly GoldenDocument[]): string => documents.map(({ n }) => n).join(', ');
  if (positions(expected) !== positions(found))
    return [
      `the file has the documents ${positions(expected)} of the sample; asked for are ${positions(found)}`,
    ];
  return [
    ...fieldDifferences(before.codecs, now.codecs, (column, want, have) => {
      const [wanted, has] = [want, have].map((codec) =>
        codec === undefined ? 'no such column' : String(codec),
      );
      return `${column}: expected the codec ${wanted} ↔ found ${has}`;
    }),
    ...expected.flatMap((document, n) => documentDifferences(document, found[n]!)),
  ];
}
