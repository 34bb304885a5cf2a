import { type Expectation, VALUE_CASES } from '@etl/core/value-cases';
import { HEX, leavesOf, type Leaves, type Sample, type TypeSample, UUID_TEXT } from './bson-samples';
import { leavesAt, nothingLeft, type Outcome } from './hostile-case';
import type { ColumnKind, Position } from './positions';

/** What of a position decides on the outcome. */
export type Place = Pick<Position, 'table' | 'column' | 'kind' | 'path' | 'nothing' | 'nullable'>;

/** Ids of documents that are there, so that a reference to them stays. */
export const PRESENT: ReadonlySet<string> = new Set([HEX, '5', UUID_TEXT]);

/** The hand-written table of the codecs; an array of one and the like never reach a scalar one. */
export function expectationOf(kind: ColumnKind, sample: TypeSample): Expectation {
  return VALUE_CASES.find(({ title }) => title === kind)!.byType[sample];
}

/** The kinds that take an array for what it is; the others take an array of one for its element. */
const ARRAYS: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['text[]', 'text[] of urls', 'jsonb']);

const OF_ARRAYS: Partial<Record<ColumnKind, Record<'arrayOfOne' | 'arrayOfNull', Expectation>>> = {
  'text[]': { arrayOfOne: ['mapped', ['5']], arrayOfNull: ['repaired', [], '/0 element-dropped'] },
  'text[] of urls': { arrayOfOne: ['mapped', ['5']], arrayOfNull: ['repaired', [], '/0 element-dropped'] },
  jsonb: { arrayOfOne: ['mapped', '["5"]'], arrayOfNull: ['mapped', '[null]'] },
};

/** What a sample, or no field at all, comes to in a column. */
export function columnOutcome(position: Place, sample: Sample | 'missing'): Outcome {
  switch (sample) {
    case 'missing':
    case 'undefined':
      return nothingThere(position);
    case 'null':
      return position.nullable ? { held: null, ...nothingLeft } : nothingThere(position);
    case 'arrayOfNull':
      if (ARRAYS.has(position.kind))
        return valueOutcome(position, OF_ARRAYS[position.kind]!.arrayOfNull, leavesOf(sample));
      return position.nullable
        ? { held: null, ...nothingLeft, losses: [`coerced ${nameOf(position)}`] }
        : nothingThere(position);
    case 'arrayOfOne': {
      if (ARRAYS.has(position.kind))
        return valueOutcome(position, OF_ARRAYS[position.kind]!.arrayOfOne, leavesOf(sample));
      const [outcome, ...rest] = expectationOf(position.kind, 'string');
      return valueOutcome(position, [outcome === 'mapped' ? 'coerced' : outcome, ...rest], leavesOf(sample));
    }
    default:
      return valueOutcome(position, expectationOf(position.kind, sample), leavesOf(sample));
  }
}

function nothingThere(position: Place): Outcome {
  if (position.nothing === 'null') return { held: null, ...nothingLeft };
  if (position.nothing === 'required') return rejected(position, 'VALUE_MISSING');
  return { held: position.nothing.default, ...nothingLeft, losses: [`defaulted ${nameOf(position)}`] };
}

/** What an expectation of the codecs' table comes to: a value that does not fit is null where it may be. */
export function valueOutcome(
  position: Place,
  [outcome, column, ...notes]: Expectation,
  leaves: Leaves,
): Outcome {
  const name = nameOf(position);
  if (outcome.startsWith('unfit: ')) {
    return position.nullable
      ? gone(position, leaves, outcome.slice('unfit: '.length))
      : rejected(position, 'VALUE_UNFIT');
  }
  const text = typeof column === 'string' ? column : arrayLiteral(column ?? []);
  const coerced = outcome === 'coerced' ? [`coerced ${name}`] : [];
  if (position.kind === 'reference' && !PRESENT.has(text)) {
    if (!position.nullable) return { ...rejected(position, 'REFERENCE_GONE'), losses: coerced };
    const nulled = gone(position, leaves, 'reference-gone');
    return { ...nulled, losses: [...coerced, ...nulled.losses] };
  }
  return { held: text, rejects: [], ...noted(position, notes, leaves), ...lossesOf(name, outcome, notes) };
}

function noted(position: Place, notes: readonly string[], leaves: Leaves): Pick<Outcome, 'residue'> {
  const base = pointerOf(position.path);
  const kept = notes.flatMap((note) => {
    const pointer = note.slice(0, note.indexOf(' '));
    return Object.entries(leaves).filter(([leaf]) => leaf === pointer || leaf.startsWith(`${pointer}/`));
  });
  return { residue: leavesAt(base, Object.fromEntries(kept)) };
}

function lossesOf(name: string, outcome: string, notes: readonly string[]): Pick<Outcome, 'losses'> {
  if (outcome === 'coerced') return { losses: [`coerced ${name}`] };
  const reasons = notes.map((note) => note.slice(note.indexOf(' ') + 1));
  return {
    losses: reasons.filter((reason) => reason !== 'beside').map((reason) => `repaired ${name} ${reason}`),
  };
}

function gone(position: Place, leaves: Leaves, reason: string): Outcome {
  return {
    held: null,
    rejects: [],
    residue: leavesAt(pointerOf(position.path), leaves),
    losses: [`repaired ${nameOf(position)} ${reason}`],
  };
}

function rejected(position: Place, code: string): Outcome {
  const entry = position.path.length > 1 ? '[0]' : '';
  const field = position.path.at(-1)!;
  return { held: undefined, ...nothingLeft, rejects: [`${position.table}${entry} ${code} ${field}`] };
}

function nameOf({ table, column }: Place): string {
  return `${table}.${column}`;
}

function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${step}`).join('');
}

/** The text of an array, of which PostgreSQL makes its own. */
export function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
