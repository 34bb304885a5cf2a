import type { ImportRun, TablePlan } from '@etl/core';
import type { Session } from '../connection/session';
import { isConnectionLost, serverFault } from '../connection/sqlstate';
import { type ColumnRow, columnsSql } from '../sql/catalog/columns';
import { type IndexRow, indexesSql } from '../sql/catalog/indexes';
import { type CandidateRow, candidatesSql, type LinkRow, linksSql } from '../sql/direct/candidates';
import { type DefinitionRow, definitionsSql } from '../sql/direct/definitions';
import { createPlaceSql } from '../sql/direct/place';
import {
  decideSettingsSql,
  directTablesSql,
  filledTablesSql,
  insertDirectTablesSql,
  insertPutAsideSql,
  lockTablesSql,
} from '../sql/direct/put-aside';
import type { NameRow } from '../sql/stage/filled-stages';
import { chooseDirect, type DirectChoice, type DirectFacts } from './choose-direct';

const DOING = 'putting the keys of empty tables aside';

/**
 * Decides which tables take the place of their stage, and puts their keys aside: in one transaction, each definition
 * written down before it is dropped.
 */
export async function putKeysAside(
  session: Session,
  run: ImportRun,
  tables: readonly TablePlan[],
): Promise<DirectChoice> {
  return session.transaction(DOING, async () => {
    // The answer to a COMMIT may have been lost.
    const { rows: decided } = await session.query<{ name: string }>(DOING, directTablesSql, [run.id]);
    if (decided.length > 0)
      return { direct: new Set(decided.map(({ name }) => name)), reasons: new Map<string, string>() };
    await session.query(DOING, decideSettingsSql);
    const blocked = new Map<string, string>();
    let facts = await readFacts(session, tables);
    const reasons = await lockEmpty(session, [...chooseDirect(facts, blocked).direct]);
    for (const [name, reason] of reasons) blocked.set(name, reason);
    // Under the locks nothing changes any more.
    facts = await readFacts(session, tables);
    for (;;) {
      const choice = chooseDirect(facts, blocked);
      const failed = await dropKeys(session, run, choice.direct);
      if (failed === null) return choice;
      blocked.set(failed.table, failed.reason);
    }
  });
}

async function readFacts(session: Session, tables: readonly TablePlan[]): Promise<DirectFacts> {
  const values = [session.uri.schema, tables.map(({ name }) => name)];
  const ask = async <Row>(sql: string): Promise<readonly Row[]> =>
    (await session.query<Row>(DOING, sql, values)).rows;
  return {
    tables,
    candidates: await ask<CandidateRow>(candidatesSql),
    links: await ask<LinkRow>(linksSql),
    indexes: await ask<IndexRow>(indexesSql),
    columns: await ask<ColumnRow>(columnsSql),
  };
}

/** Locks the tables that are empty. Answers why the others are not ours to change. */
async function lockEmpty(session: Session, tables: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (tables.length === 0) return new Map();
  const all = await attempt(session, async () => {
    // Nobody waits for a table that has rows, or because of one.
    const filled = await filledOf(session, tables);
    const empty = tables.filter((name) => !filled.includes(name));
    if (empty.length === 0) return filled;
    await session.query(DOING, lockTablesSql(session.uri.schema, empty));
    return [...filled, ...(await filledOf(session, empty))];
  });
  if (typeof all !== 'string') return new Map(all.done.map((name) => [name, 'it holds rows']));
  if (tables.length === 1) return new Map([[tables[0]!, all]]);
  const reasons = new Map<string, string>();
  for (const table of tables)
    for (const [name, reason] of await lockEmpty(session, [table])) reasons.set(name, reason);
  return reasons;
}

async function filledOf(session: Session, tables: readonly string[]): Promise<readonly string[]> {
  const { rows } = await session.query<NameRow>(DOING, filledTablesSql(session.uri.schema, tables));
  return rows.map(({ name }) => name);
}

/** Null where all keys of the tables are aside; else the first table whose keys cannot be, and nothing is. */
async function dropKeys(
  session: Session,
  run: ImportRun,
  direct: ReadonlySet<string>,
): Promise<{ readonly table: string; readonly reason: string } | null> {
  const { schema } = session.uri;
  const tables = [...direct];
  const { rows: keys } = await session.query<DefinitionRow>(DOING, definitionsSql, [schema, tables]);
  const lines = keys.flatMap(({ table, name, back }) =>
    back.flatMap(([phase, statement]) => (statement === null ? [] : [{ phase, table, name, statement }])),
  );
  let at = tables[0] ?? '';
  const result = await attempt(session, async () => {
    await session.query(DOING, insertDirectTablesSql, [run.id, schema, tables]);
    await session.query(DOING, insertPutAsideSql, [
      run.id,
      schema,
      lines.map(({ phase }) => phase),
      lines.map(({ table }) => table),
      lines.map(({ name }) => name),
      lines.map(({ statement }) => statement),
    ]);
    for (const table of tables) {
      at = table;
      await session.query(DOING, createPlaceSql(table));
    }
    for (const rank of [1, 2])
      for (const table of tables) {
        at = table;
        const drops = keys.filter((key) => key.rank === rank && key.table === table).map(({ drop }) => drop);
        if (drops.length > 0) await session.query(DOING, drops.join('; '));
      }
    return true;
  });
  return typeof result === 'string' ? { table: at, reason: result } : null;
}

/** Runs `work` under a savepoint; answers the server's message where it refuses. */
async function attempt<T>(session: Session, work: () => Promise<T>): Promise<{ readonly done: T } | string> {
  await session.query(DOING, 'SAVEPOINT etl_aside');
  try {
    const done = await work();
    await session.query(DOING, 'RELEASE SAVEPOINT etl_aside');
    return { done };
  } catch (error) {
    const fault = serverFault(error);
    if (fault === undefined || isConnectionLost(error)) throw error;
    await session.query(DOING, 'ROLLBACK TO SAVEPOINT etl_aside; RELEASE SAVEPOINT etl_aside');
    return fault.message;
  }
}
