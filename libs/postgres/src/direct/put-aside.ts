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
  insertDirectTableSql,
  insertPutAsideSql,
  isEmptySql,
  lockTableSql,
} from '../sql/direct/put-aside';
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
    for (const name of chooseDirect(facts, blocked).direct) {
      const reason = await lockEmpty(session, name);
      if (reason !== null) blocked.set(name, reason);
    }
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

/** Null where the table is locked and empty; else why it is not ours to change. */
async function lockEmpty(session: Session, table: string): Promise<string | null> {
  const { schema } = session.uri;
  const empty = await attempt(session, async () => {
    await session.query(DOING, lockTableSql(schema, table));
    return (
      (await session.query<{ empty: boolean }>(DOING, isEmptySql(schema, table))).rows[0]?.empty === true
    );
  });
  if (typeof empty === 'string') return empty;
  return empty.done ? null : 'it holds rows';
}

/** Null where all keys of the tables are aside; else the first table whose keys cannot be, and nothing is. */
async function dropKeys(
  session: Session,
  run: ImportRun,
  direct: ReadonlySet<string>,
): Promise<{ readonly table: string; readonly reason: string } | null> {
  const { schema } = session.uri;
  const keys: { table: string; definition: DefinitionRow }[] = [];
  for (const table of direct) {
    const { rows } = await session.query<DefinitionRow>(DOING, definitionsSql, [schema, table]);
    keys.push(...rows.map((definition) => ({ table, definition })));
  }
  // All foreign keys first: they hold the keys that they refer to.
  keys.sort((a, b) => a.definition.rank - b.definition.rank);
  let at = '';
  const result = await attempt(session, async () => {
    for (const table of direct) {
      at = table;
      await session.query(DOING, insertDirectTableSql, [run.id, schema, table]);
      await session.query(DOING, createPlaceSql(table));
    }
    for (const { table, definition } of keys) {
      at = table;
      for (const [phase, statement] of definition.back)
        if (statement !== null)
          await session.query(DOING, insertPutAsideSql, [
            run.id,
            phase,
            schema,
            table,
            definition.name,
            statement,
          ]);
      await session.query(DOING, definition.drop);
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
