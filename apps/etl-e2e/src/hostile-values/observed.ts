import type { LossLine } from '@etl/core';
import type { Imported, RejectedDocument, Row } from '../support/imported';
import type { Workplace } from '../support/workplace';
import { type HostileCase, NOW } from './hostile-case';

/** What became of one document, as far as its case is about it. */
export interface Observed {
  readonly held: string | null | undefined;
  readonly rejects: readonly string[];
  /** JSON Pointer → leaf. */
  readonly residue: unknown;
}

/** Finds what became of a case in what an import left. */
export function observer({ tables, rejects, residue }: Imported): (hostile: HostileCase) => Observed {
  const rows = new Map<string, ReadonlyMap<string, Row>>();
  const rowsOf = (table: string, key: string): ReadonlyMap<string, Row> => {
    const name = `${table} ${key}`;
    if (!rows.has(name)) rows.set(name, new Map((tables[table] ?? []).map((row) => [row[key] ?? '', row])));
    return rows.get(name)!;
  };
  const rejected = new Map(rejects.map((reject) => [keyOf(reject), reject.rejects]));
  return ({ collection, id, target }) => ({
    held: target === null ? undefined : rowsOf(target.table, target.key).get(id)?.[target.column],
    rejects: rejected.get(`${collection} ${id}`) ?? [],
    residue: residue.get(`${collection} ${id}`) ?? {},
  });
}

/** A document among the rejects: by its `_id`, or by its query where the `_id` is what is wrong with it. */
function keyOf({ collection, document, rejects }: RejectedDocument): string {
  const { _id, query } = JSON.parse(document) as { _id?: { $oid?: string }; query?: string };
  return `${collection} ${rejects[0]?.includes('ID_INVALID') === true ? query : _id?.$oid}`;
}

/** What has to be observed: the texts as PostgreSQL casts them. */
export async function expectedOf(
  cases: readonly HostileCase[],
  place: Workplace,
): Promise<Map<HostileCase, Observed>> {
  const texts = new Map<string, string[]>();
  for (const { target, expected } of cases) {
    if (target === null || typeof expected.held !== 'string' || expected.held === NOW) continue;
    texts.set(target.type, [...(texts.get(target.type) ?? []), expected.held]);
  }
  const casts = new Map<string, string | null>();
  for (const [type, all] of texts) {
    const sql = `SELECT text, text::${type}::text AS held FROM unnest($1::text[]) AS text`;
    for (const { text, held } of await place.query(sql, [all])) casts.set(`${type} ${text}`, held ?? null);
  }
  return new Map(
    cases.map((hostile) => {
      const { target, expected } = hostile;
      const held = casts.get(`${target?.type} ${expected.held}`) ?? expected.held;
      const leaves = Object.entries(expected.residue).map(([path, leaf]) => [
        path,
        JSON.parse(leaf) as unknown,
      ]);
      return [hostile, { held, rejects: expected.rejects, residue: Object.fromEntries(leaves) as unknown }];
    }),
  );
}

/** How often each loss is counted. A `warned` constraint loses nothing. */
export function countLosses(lines: Iterable<string | LossLine>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    if (typeof line === 'string') counts[line] = (counts[line] ?? 0) + 1;
    else if (line.outcome !== 'warned') counts[lossName(line)] = line.count;
  }
  return counts;
}

function lossName({ outcome, table, column, reason }: LossLine): string {
  return `${outcome} ${table}.${column}${reason === undefined ? '' : ` ${reason}`}`;
}

/** What an import left, without what some of its documents came to. */
export function without({ tables, rejects, residue }: Imported, cases: readonly HostileCase[]): Imported {
  const keys = new Set(cases.map(({ collection, id }) => `${collection} ${id}`));
  const ids = new Set(cases.map(({ id }) => id));
  const stays = (row: Row): boolean => !ids.has(row['id'] ?? '') && !ids.has(row['userId'] ?? '');
  return {
    tables: Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.filter(stays)])),
    rejects: rejects.filter((reject) => !keys.has(keyOf(reject))),
    residue: new Map([...residue].filter(([key]) => !keys.has(key))),
  };
}
