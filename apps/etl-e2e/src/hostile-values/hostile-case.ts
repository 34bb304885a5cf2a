import type { CollectionName } from './base-documents';

/** What a case has to come to. */
export interface Outcome {
  /** The row's column: its text before PostgreSQL casts it, null, or undefined where there is no row. */
  readonly held?: string | null | undefined;
  /** `<table> <code> <field>`, with `[<entry>]` behind the table in a fan-out. */
  readonly rejects: readonly string[];
  /** JSON Pointer → leaf as JSON. */
  readonly residue: Readonly<Record<string, string>>;
  /** What is counted beside it: `<outcome> <table>.<column>`, and the reason of a repair. */
  readonly losses: readonly string[];
}

/** Where the value of a case ends up. */
export interface TargetColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** The column that has the document's id: `id`, or the parent of a fan-out. */
  readonly key: string;
}

/** One document with one hostile value, and what becomes of it. */
export interface HostileCase {
  readonly position: string;
  readonly value: string;
  readonly collection: CollectionName;
  /** The `_id` as text; in the rows and in `_etl.residue`. */
  readonly id: string;
  readonly document: Buffer;
  /** False where the MongoDB of the tests cannot hold the document. */
  readonly live: boolean;
  /** Null for a field that no column takes. */
  readonly target: TargetColumn | null;
  readonly expected: Outcome;
}

/** The start of the run, which `now` defaults take. */
export const NOW = 'now';

export const nothingLeft = { rejects: [], residue: {}, losses: [] } as const;

/** A part of the residue: the leaves of a value below the path of the value. */
export function leavesAt(path: string, leaves: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(leaves).map(([pointer, leaf]) => [path + pointer, leaf]));
}
