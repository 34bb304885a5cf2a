import type { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
import { deletePutAsideSql, type PutAsideRow, selectPutAsideSql } from '../sql/direct/bring-back';
import { inParallel } from './in-parallel';

/** The phases of what is put aside. */
const BUILD = 1;
const ATTACH = 2;
export const REFER = 3;
const VALIDATE = 4;

export async function readPutAside(session: Session): Promise<readonly PutAsideRow[]> {
  return (await session.query<PutAsideRow>('reading what is put aside', selectPutAsideSql)).rows;
}

export const describeKey = ({ table_name, name }: PutAsideRow): string => `${name} of ${table_name}`;

/** Runs one statement; it and its line go in one transaction. */
export async function runLine(session: Session, line: PutAsideRow): Promise<void> {
  const doing = `bringing back ${describeKey(line)}`;
  await session.transaction(doing, () => runWithin(session, line));
}

/** The same within a transaction that is open already. */
export async function runWithin(session: Session, line: PutAsideRow): Promise<void> {
  const doing = `bringing back ${describeKey(line)}`;
  await session.query(doing, line.statement);
  await session.query(doing, deletePutAsideSql, [line.id]);
}

/** What to do with a line that could not be run; where it throws, nothing more is begun. */
export type OnFailure = (line: PutAsideRow, error: unknown) => Promise<void>;

const everyLine = (): boolean => true;

/** Builds indexes, several at a time, and makes them keys. `isOpen` says whether a line is still worth trying. */
export async function bringKeysBack(
  uri: TargetUri,
  lines: readonly PutAsideRow[],
  onFailure: OnFailure,
  isOpen: (line: PutAsideRow) => boolean = everyLine,
): Promise<void> {
  const tried = async (session: Session, line: PutAsideRow): Promise<void> => {
    if (isOpen(line)) await runLine(session, line).catch((error: unknown) => onFailure(line, error));
  };
  const build = lines.filter(({ phase }) => phase === BUILD);
  await inParallel(
    uri,
    build.map((line) => (session) => tried(session, line)),
  );
  // These take milliseconds, and a lock of the table: one after the other.
  const attach = lines.filter(({ phase }) => phase === ATTACH);
  if (attach.length > 0)
    await inParallel(uri, [
      async (session) => {
        for (const line of attach) await tried(session, line);
      },
    ]);
}

/** Validates foreign keys: a table takes one validation at a time, several tables go at once. */
export async function validateKeys(
  uri: TargetUri,
  lines: readonly PutAsideRow[],
  onFailure: OnFailure,
  isOpen: (line: PutAsideRow) => boolean = everyLine,
): Promise<void> {
  const byTable = new Map<string, PutAsideRow[]>();
  for (const line of lines.filter(({ phase }) => phase === VALIDATE)) {
    const table = JSON.stringify([line.schema_name, line.table_name]);
    byTable.set(table, [...(byTable.get(table) ?? []), line]);
  }
  await inParallel(
    uri,
    [...byTable.values()].map((own) => async (session: Session) => {
      for (const line of own)
        if (isOpen(line)) await runLine(session, line).catch((error: unknown) => onFailure(line, error));
    }),
  );
}
