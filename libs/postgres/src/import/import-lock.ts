import { ConfigError } from '@etl/core';
import { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
import { lockImportSql, markDeadRunsSql, runningSql } from '../sql/journal/lock';

/**
 * Takes the lock of imports into one database, over a session that holds it until it is closed.
 * @throws ConfigError IMPORT_RUNNING
 */
export async function lockImport(uri: TargetUri): Promise<Session> {
  const doing = 'locking the import';
  const session = await Session.open(uri);
  try {
    const { rows } = await session.query<{ locked: boolean }>(doing, lockImportSql);
    if (rows[0]?.locked === true) {
      await session.query(doing, markDeadRunsSql);
      return session;
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
