import { createHash } from 'node:crypto';
import {
  type ColumnDefault,
  type ColumnSpec,
  type PathStep,
  type RejectCode,
  stringifyExtended,
  type TablePlan,
} from '@etl/core';
import { TRIAL_TIMESTAMP } from '../trial/quiet-ports';
import { type Leaf, leavesOf, pointerOf } from './leaves';
import { type Fields, otherSpellings, type PickedValue, pickedValue } from './picked-value';
import { recordEncoding, type Written } from './recorded-encoding';

/** Something that happened to a value on its way, as losses.json counts it. */
export interface ExpectedEvent {
  readonly column: string;
  readonly outcome: 'coerced' | 'defaulted' | 'repaired';
  readonly reason: string;
}

/** Why a row cannot be; of several reasons a reject names the first. */
export interface ExpectedFailure {
  readonly code: RejectCode;
  readonly field: string;
}

/** One row as its document asks for it, before the keys of other rows have a say. */
export interface ExpectedRow {
  readonly table: TablePlan;
  /** The document's fields, or the entry's. */
  readonly source: Fields;
  readonly place: RowPlace;
  readonly id: string;
  readonly columns: ReadonlyMap<string, Written | null>;
  /** Columns that took their default. */
  readonly defaulted: ReadonlySet<string>;
  readonly failures: readonly ExpectedFailure[];
  readonly events: readonly ExpectedEvent[];
  readonly residue: readonly Leaf[];
}

/** Where the fields of a row stand in the document. */
export interface RowPlace {
  /** The id of the document's row in the main table. */
  readonly mainId: string;
  readonly base: readonly PathStep[];
  /** True where a bare value stands for the entry: its field is in no path. */
  readonly bare: boolean;
}

/** Where a field of the row stands in the document. */
export const pathOf = ({ base, bare }: RowPlace, field: string): readonly PathStep[] =>
  bare ? base : [...base, field];

function defaultText(value: ColumnDefault): Written {
  if (value.kind === 'now') return TRIAL_TIMESTAMP;
  return value.kind === 'empty-array' ? [] : String(value.value);
}

/** The same for the same columns, from one import to the next: sha256 of each length and text, its first 128 bits. */
function derivedId(columns: readonly string[], texts: ReadonlyMap<string, Written | null>): string {
  const hash = createHash('sha256');
  for (const column of columns) {
    const text = texts.get(column);
    hash.update(typeof text === 'string' ? `${text.length}:${text}` : '-1:');
  }
  return hash.digest('hex').slice(0, 32);
}

/** Computes one row, value by value, in the words of values.md. */
class RowBuilder {
  readonly columns = new Map<string, Written | null>();
  readonly defaulted = new Set<string>();
  readonly failures: ExpectedFailure[] = [];
  readonly events: ExpectedEvent[] = [];
  readonly residue: Leaf[] = [];

  constructor(
    private readonly source: Fields,
    private readonly place: RowPlace,
  ) {}

  take(column: ColumnSpec): void {
    if (column.source.kind === 'document-id') this.columns.set(column.name, this.place.mainId);
    if (column.source.kind === 'constant') this.columns.set(column.name, column.source.value);
    if (column.source.kind !== 'field') return;
    const picked = pickedValue(column, this.source);
    this.keepOthers(column, picked);
    if (picked.state === 'value') this.encode(column, picked);
    else this.takeNothing(column, picked);
  }

  private takeNothing({ name, nullable, default: value }: ColumnSpec, picked: PickedValue): void {
    this.columns.set(name, null);
    if (picked.state === 'missing' && value !== undefined) {
      this.columns.set(name, defaultText(value));
      this.defaulted.add(name);
      this.events.push({ column: name, outcome: 'defaulted', reason: '' });
    } else if (picked.state === 'missing' && !nullable) {
      this.failures.push({ code: 'VALUE_MISSING', field: picked.field });
    } else if (picked.wrappers > 0) {
      this.events.push({ column: name, outcome: 'coerced', reason: '' });
    }
  }

  private encode(column: ColumnSpec, { value, field, wrappers }: PickedValue): void {
    const { name, nullable } = column;
    const { outcome, written, notes } = recordEncoding(column, value);
    const path = [...pathOf(this.place, field), ...Array<number>(wrappers).fill(0)];
    if (typeof outcome !== 'string') {
      this.columns.set(name, null);
      if (!nullable) this.failures.push({ code: 'VALUE_UNFIT', field });
      else {
        this.residue.push(...leavesOf(value, pointerOf(path)));
        this.events.push({ column: name, outcome: 'repaired', reason: outcome.unfit });
      }
      return;
    }
    this.columns.set(name, written[0] ?? null);
    for (const note of notes) {
      this.residue.push(...leavesOf(note.original, pointerOf([...path, ...note.path])));
      if (note.kind === 'repaired')
        this.events.push({ column: name, outcome: 'repaired', reason: note.reason });
    }
    if (outcome === 'coerced' || (outcome === 'mapped' && wrappers > 0))
      this.events.push({ column: name, outcome: 'coerced', reason: '' });
  }

  /** Another spelling is residue where it says something else. */
  private keepOthers(column: ColumnSpec, taken: PickedValue): void {
    const said = ({ value, field }: PickedValue): string => {
      const { outcome, written } = recordEncoding(column, value);
      return typeof outcome === 'string'
        ? `text ${JSON.stringify(written)}`
        : stringifyExtended(this.source[field]);
    };
    for (const other of otherSpellings(column, taken, this.source)) {
      if (said(other) === said(taken)) continue;
      this.residue.push(...leavesOf(this.source[other.field], pointerOf([...this.place.base, other.field])));
    }
  }
}

/** What a document's fields, or those of an entry, ask of a table. */
export function expectedRow(table: TablePlan, source: Fields, place: RowPlace): ExpectedRow {
  const builder = new RowBuilder(source, place);
  for (const column of table.columns) builder.take(column);
  const { columns, defaulted, failures, events, residue } = builder;
  for (const { name, source: from } of table.columns) {
    if (from.kind === 'derived-id') columns.set(name, derivedId(from.columns, columns));
  }
  const key = table.columns.find(({ primaryKey }) => primaryKey)!.name;
  return {
    table,
    source,
    place,
    id: String(columns.get(key)),
    columns,
    defaulted,
    failures,
    events,
    residue,
  };
}
