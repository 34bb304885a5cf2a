import { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
import { asyncCommitSql } from '../sql/direct/put-aside';
import { lockWaitSql, plainTablespaceSql, sortingSql } from '../sql/direct/key-settings';

/** Sessions that build keys at a time: an index build may itself take workers of the server's. */
const SESSIONS = 2;
const DOING = 'preparing a session for keys';

/**
 * How long one statement waits for sessions of others that read or write in a table whose keys come back; an import tries
 * again a few times. A report may take minutes; a transaction that was forgotten on a terminal stays open for a day.
 */
export const DEFAULT_LOCK_WAIT_MS = 30_000;

type Work = (session: Session) => Promise<void>;

/** Sessions that bring keys back, with settings that no other session of ours has. */
export class KeySessions {
  constructor(
    readonly uri: TargetUri,
    private readonly lockWaitMs = DEFAULT_LOCK_WAIT_MS,
  ) {}

  async open(): Promise<Session> {
    const session = await Session.open(this.uri);
    try {
      await session.query(DOING, sortingSql);
      await session.query(DOING, asyncCommitSql);
      await session.query(DOING, plainTablespaceSql);
      await session.query(DOING, lockWaitSql(this.lockWaitMs, false));
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  /** For a transaction of another session. */
  limitWaiting(session: Session): Promise<unknown> {
    return session.query(DOING, lockWaitSql(this.lockWaitMs, true));
  }

  /** Runs every piece of work, the first ones first, over a few sessions. The first failure ends it. */
  async inParallel(works: readonly Work[]): Promise<void> {
    const waiting = [...works];
    let failed = false;
    const run = async (): Promise<void> => {
      const session = await this.open();
      try {
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
}
