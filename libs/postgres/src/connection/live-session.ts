import { isConnectionLost } from './sqlstate';
import { DEFAULT_RETRY, type RetryPolicy, retrying } from './retry';
import { Session } from './session';
import type { TargetUri } from './target-uri';

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Called before work is done once more. */
  readonly onRetry?: (message: string) => void;
}

/** A session that is opened when it is first used, and again when it was lost. */
export class LiveSession {
  private session: Session | undefined;
  private wasLost = false;

  constructor(
    readonly uri: TargetUri,
    /** Called with every session that takes the place of a lost one, before it is used. */
    private readonly onReopened: (session: Session) => Promise<void>,
    private readonly policy: RetryPolicy = DEFAULT_RETRY,
  ) {}

  /** Runs `work`, again where the fault was transient; on a new session where the old one was lost. `work` must be fit to run twice. */
  run<T>(work: (session: Session) => Promise<T>, options: RunOptions = {}): Promise<T> {
    return retrying(
      this.policy,
      async () => {
        const session = await this.open();
        try {
          return await work(session);
        } catch (error) {
          if (isConnectionLost(error)) await this.lose();
          throw error;
        }
      },
      {
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        onRetry: (error, attempt) =>
          options.onRetry?.(
            `${error instanceof Error ? error.message : String(error)} Trying again (${attempt} of ${this.policy.attempts}).`,
          ),
      },
    );
  }

  /** Gives the connection back for a while; what comes after is a session as after a loss. */
  async release(): Promise<void> {
    await this.lose();
  }

  async close(): Promise<void> {
    await this.session?.close();
    this.session = undefined;
  }

  private async open(): Promise<Session> {
    if (this.session !== undefined) return this.session;
    const session = await Session.open(this.uri);
    try {
      if (this.wasLost) await this.onReopened(session);
    } catch (error) {
      await session.close();
      throw error;
    }
    this.session = session;
    return session;
  }

  private async lose(): Promise<void> {
    this.wasLost = true;
    await this.close();
  }
}
