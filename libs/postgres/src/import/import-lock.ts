import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError } from '@etl/core';
import { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
import { lockImportSql, markDeadRunsSql, runningSql, unlockImportSql } from '../sql/journal/lock';

/** About a second: the server may not have noticed yet that the process of an import has died. */
const ATTEMPTS = 5;
const PAUSE_MS = 200;

/**
 * Takes the lock of imports into one database, over a session that holds it until it is closed.
 * @throws ConfigError IMPORT_RUNNING
 */
export async function lockImport(uri: TargetUri): Promise<Session> {
  const doing = 'locking the import';
  const session = await Session.open(uri);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { rows } = await session.query<{ locked: boolean }>(doing, lockImportSql);
      if (rows[0]?.locked === true) {
        await session.query(doing, markDeadRunsSql);
        return session;
      }
      await pause(PAUSE_MS);
    }
    const [running] = (await session.query<{ id: string; role: string }>(doing, runningSql)).rows;
    const which = running === undefined ? 'Another import' : `The import ${running.id} of ${running.role}`;
    throw new ConfigError('IMPORT_RUNNING', `${which} is writing into ${uri.redacted}; nothing was begun.`, {
      context: { target: uri.redacted, run: running?.id },
    });
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Gives the lock back. A session that is gone has given it back already. */
export async function unlockImport(session: Session): Promise<void> {
  try {
    await session.query('unlocking the import', unlockImportSql);
  } catch {
    // The server is gone, and the lock with it.
  } finally {
    await session.close();
  }
}
