import { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
import { asyncCommitSql } from '../sql/direct/put-aside';

/** Sessions that build keys at a time: an index build may itself take workers of the server's. */
const SESSIONS = 2;

/** Sorting in memory is what building a key consists of; the server's own 64 MB are for many sessions at a time. */
const settingsSql = `SELECT pg_catalog.set_config('maintenance_work_mem', '256MB', false)
 WHERE pg_catalog.pg_size_bytes(pg_catalog.current_setting('maintenance_work_mem')) < pg_catalog.pg_size_bytes('256MB')`;

type Work = (session: Session) => Promise<void>;

/** Runs every piece of work, the first ones first, over a few sessions of their own. The first failure ends it. */
export async function inParallel(uri: TargetUri, works: readonly Work[]): Promise<void> {
  const waiting = [...works];
  let failed = false;
  const run = async (): Promise<void> => {
    const session = await Session.open(uri);
    try {
      await session.query('preparing a session for keys', settingsSql);
      await session.query('preparing a session for keys', asyncCommitSql);
      for (let work = waiting.shift(); work !== undefined && !failed; work = waiting.shift())
        await work(session);
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      await session.close();
    }
  };
  const sessions = Array.from({ length: Math.min(SESSIONS, works.length) }, run);
  // All of them end before an error is passed on: nothing runs on behind the back of the caller.
  const failure = (await Promise.allSettled(sessions)).find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
