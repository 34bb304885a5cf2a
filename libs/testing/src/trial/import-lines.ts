import type { CollectionDefinition, ImportResult } from '@etl/core';
import { parentsOf } from './sample-lines';
import { type RejectEntry, type Residue, type Row, withTrial } from './trial';

/** What became of some lines. */
export interface Imported {
  /** Table → its rows by id. */
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  readonly rejects: readonly RejectEntry[];
  readonly residue: ReadonlyMap<string, Residue>;
  readonly result: ImportResult;
}

/**
 * Imports lines of Extended JSON, or documents that are written as such, into tables of the collection alone. Whatever
 * they refer to is there, except for `gone`.
 */
export async function importLines(
  definition: CollectionDefinition,
  lines: readonly (string | object)[],
  gone: readonly string[] = [],
): Promise<Imported> {
  return withTrial(definition, async (trial) => {
    const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    const parents = parentsOf(trial.plan, texts);
    for (const ids of parents.values()) gone.forEach((id) => ids.delete(id));
    await trial.addParents(parents);
    await trial.write(texts);
    const result = await trial.import();
    const rows: Record<string, readonly Row[]> = {};
    for (const { name } of trial.plan.tables) rows[name] = await trial.rows(name);
    const rejects = (await trial.rejects(result)).flatMap((line) => line.rejects);
    return { rows, rejects, residue: await trial.residue(), result };
  });
}
