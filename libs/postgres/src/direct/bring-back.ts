import type { Session } from '../connection/session';
import { type PutAsideRow, runPutAsideSql, selectPutAsideSql } from '../sql/direct/bring-back';
import type { KeySessions } from './key-sessions';

/** The phases of what is put aside. */
const BUILD = 1;
const ATTACH = 2;
export const REFER = 3;
const VALIDATE = 4;

export async function readPutAside(session: Session): Promise<readonly PutAsideRow[]> {
  return (await session.query<PutAsideRow>('reading what is put aside', selectPutAsideSql)).rows;
}

export const describeKey = ({ table_name, name }: PutAsideRow): string => `${name} of ${table_name}`;

/** Runs one statement; it and its line go in one transaction, which may be open already. */
export async function runLine(session: Session, line: PutAsideRow): Promise<void> {
  await session.query(`bringing back ${describeKey(line)}`, runPutAsideSql(line));
}

/** Who brings keys back, and hears of it. */
export interface Restoring {
  readonly sessions: KeySessions;
  /** What to do with a line that could not be run; where it throws, nothing more is begun. */
  readonly onFailure: (line: PutAsideRow, error: unknown) => Promise<void>;
  /** Whether a line is still worth trying. */
  readonly isOpen?: (line: PutAsideRow) => boolean;
  /** Called before the first line of a step, and after each. */
  readonly onDone?: (done: number, total: number) => void;
}

/** Builds the unique indexes of one table; they become keys with the others. */
export async function buildUnique(
  session: Session,
  table: string,
  { onFailure }: Pick<Restoring, 'onFailure'>,
): Promise<void> {
  const lines = (await readPutAside(session)).filter(
    ({ phase, schema_name, table_name, statement }) =>
      phase === BUILD &&
      schema_name === session.uri.schema &&
      table_name === table &&
      statement.startsWith('CREATE UNIQUE INDEX '),
  );
  for (const line of lines) await runLine(session, line).catch((error: unknown) => onFailure(line, error));
}

/** Builds indexes, several at a time, and makes them keys. */
export async function bringKeysBack(restoring: Restoring, lines: readonly PutAsideRow[]): Promise<void> {
  const build = lines.filter(({ phase }) => phase === BUILD);
  const tried = runner(restoring, build.length);
  await restoring.sessions.inParallel(build.map((line) => (session) => tried(session, line)));
  // These take milliseconds, and a lock of the table: one after the other.
  const attach = lines.filter(({ phase }) => phase === ATTACH);
  const attached = runner({ ...restoring, onDone: () => undefined }, attach.length);
  if (attach.length > 0)
    await restoring.sessions.inParallel([
      async (session) => {
        for (const line of attach) await attached(session, line);
      },
    ]);
}

/** Validates foreign keys: a table takes one validation at a time, several tables go at once. */
export async function validateKeys(restoring: Restoring, lines: readonly PutAsideRow[]): Promise<void> {
  const validate = lines.filter(({ phase }) => phase === VALIDATE);
  const tried = runner(restoring, validate.length);
  const byTable = new Map<string, PutAsideRow[]>();
  for (const line of validate) {
    const table = JSON.stringify([line.schema_name, line.table_name]);
    byTable.set(table, [...(byTable.get(table) ?? []), line]);
  }
  await restoring.sessions.inParallel(
    [...byTable.values()].map((own) => async (session: Session) => {
      for (const line of own) await tried(session, line);
    }),
  );
}

/** Runs lines of which there are `total`, and tells how many are through. */
function runner(
  { onFailure, isOpen, onDone }: Omit<Restoring, 'sessions'>,
  total: number,
): (session: Session, line: PutAsideRow) => Promise<void> {
  let done = 0;
  if (total > 0) onDone?.(0, total);
  return async (session, line) => {
    if (isOpen?.(line) !== false)
      await runLine(session, line).catch((error: unknown) => onFailure(line, error));
    onDone?.((done += 1), total);
  };
}
