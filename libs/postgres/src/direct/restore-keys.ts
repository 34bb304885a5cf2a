import { ConfigError, LoadError, type RestoredKeys } from '@etl/core';
import type { Session } from '../connection/session';
import { isTransient, serverFault } from '../connection/sqlstate';
import type { TargetUri } from '../connection/target-uri';
import {
  countOwnRowsSql,
  deleteOwnRowsSql,
  deletePutAsideSql,
  type ForeignTablesRow,
  foreignTablesSql,
  forgetDroppedSql,
  forgetUnfinishedSql,
  type MovedTableRow,
  movedTablesSql,
  type PutAsideRow,
  truncateSql,
  type UnfinishedTableRow,
  unfinishedTablesSql,
} from '../sql/direct/bring-back';
import { lockTablesSql } from '../sql/direct/put-aside';
import {
  bringKeysBack,
  describeKey,
  readPutAside,
  REFER,
  type Restoring,
  runLine,
  validateKeys,
} from './bring-back';
import type { KeySessions } from './key-sessions';

const DOING = 'restoring what an import has put aside';

/** A key of this name is there: somebody has made it by hand. */
const ALREADY_THERE = new Set(['42P07', '42710', '42P16', '55000']);

interface Failure {
  readonly line: PutAsideRow;
  readonly error: unknown;
}

/**
 * Makes whole what runs have left that did not end: their rows go, then the keys come back to the letter. Only called by
 * who holds the lock of imports. Rows that others wrote meanwhile stay.
 * @throws LoadError TARGET_KEYS_BROKEN where they break a key, all other keys are back then; TARGET_LOCKED where they hold
 *   a table; ConfigError TARGET_TABLE_MOVED, TARGET_PERMISSION where nothing was changed
 */
export async function restoreKeys(sessions: KeySessions): Promise<RestoredKeys> {
  const session = await sessions.open();
  try {
    await requireInPlace(session);
    const rows = await takeRowsOut(session);
    await session.query(DOING, forgetDroppedSql);
    const lines = await readPutAside(session);
    const failures: Failure[] = [];
    const isOpen = (line: PutAsideRow): boolean =>
      !failures.some((failure) => describeKey(failure.line) === describeKey(line));
    const fail = async (line: PutAsideRow, error: unknown): Promise<void> => {
      const fault = serverFault(error);
      if (fault === undefined || isTransient(error)) throw error;
      if (ALREADY_THERE.has(fault.sqlstate)) await session.query(DOING, deletePutAsideSql(line));
      else failures.push({ line, error });
    };
    const restoring: Restoring = { sessions, onFailure: fail, isOpen };
    await bringKeysBack(restoring, lines);
    for (const line of lines.filter(({ phase }) => phase === REFER))
      if (isOpen(line)) await runLine(session, line).catch((error: unknown) => fail(line, error));
    await validateKeys(restoring, lines);
    if (failures.length > 0) throw brokenKeys(sessions.uri, failures);
    return { rows, keys: [...new Set(lines.map(describeKey))] };
  } finally {
    await session.close();
  }
}

/**
 * Everything is where it was put aside, and belongs to the role: with a part of it, the rest would be forgotten.
 * @throws ConfigError TARGET_TABLE_MOVED, TARGET_PERMISSION
 */
async function requireInPlace(session: Session): Promise<void> {
  const { rows: moved } = await session.query<MovedTableRow>(DOING, movedTablesSql);
  if (moved.length > 0) {
    const names = moved.map(({ was, now }) => `  ${was} is ${now} now`);
    throw new ConfigError(
      'TARGET_TABLE_MOVED',
      `Keys of an import that has died are put aside, and its rows lie in tables that have another name by now:\n${names.join('\n')}`,
      { context: { target: session.uri.redacted } },
    );
  }
  const { rows: foreign } = await session.query<ForeignTablesRow>(DOING, foreignTablesSql);
  if (foreign.length === 0) return;
  const owners = foreign.map(({ owner }) => owner).join(', ');
  const names = foreign.map(({ owner, tables }) => `  ${tables}: ${owner}`);
  throw new ConfigError(
    'TARGET_PERMISSION',
    `An import that has died has put keys aside, and only the owner of the tables can bring them back and take its rows out; ${session.uri.user} is not:\n${names.join('\n')}`,
    {
      context: { target: session.uri.redacted },
      remedy: `Run \`npm run etl:schema -- restore\` as ${owners}, then start this again.`,
    },
  );
}

/** Rows of runs that did not end, per table. Their foreign keys are still aside: the order of tables does not matter. */
async function takeRowsOut(session: Session): Promise<ReadonlyMap<string, number>> {
  return session.transaction(DOING, async () => {
    const taken = new Map<string, number>();
    const { rows: tables } = await session.query<UnfinishedTableRow>(DOING, unfinishedTablesSql);
    for (const { run_id, schema_name, table_name, referenced } of tables) {
      await session.query(DOING, lockTablesSql(schema_name, [table_name]));
      const { rows } = await session.query<{ own: string; all: string }>(
        DOING,
        countOwnRowsSql(schema_name, table_name),
        [run_id],
      );
      const [own, all] = [Number(rows[0]?.own), Number(rows[0]?.all)];
      if (own === 0) continue;
      if (own === all && !referenced) await session.query(DOING, truncateSql(schema_name, table_name));
      else await session.query(DOING, deleteOwnRowsSql(schema_name, table_name), [run_id]);
      taken.set(table_name, own);
    }
    for (const sql of forgetUnfinishedSql) await session.query(DOING, sql);
    return taken;
  });
}

function brokenKeys(uri: TargetUri, failures: readonly Failure[]): LoadError {
  const said = failures.map(({ line, error }) => {
    const fault = serverFault(error);
    const detail = fault?.detail === undefined ? '' : ` (${fault.detail})`;
    return `  ${describeKey(line)}: ${fault?.message ?? String(error)}${detail}`;
  });
  return new LoadError(
    'TARGET_KEYS_BROKEN',
    `Keys that an import had put aside cannot come back to ${uri.redacted}:\n${said.join('\n')}`,
    { cause: failures[0]?.error, context: { target: uri.redacted } },
  );
}
