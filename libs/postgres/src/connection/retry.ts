import { setTimeout as pause } from 'node:timers/promises';
import { isTransient } from './sqlstate';

export interface RetryPolicy {
  /** How often a transient fault is tried again before it is final. */
  readonly attempts: number;
  /** The first pause; each further one doubles, up to 10 s. */
  readonly firstPauseMs: number;
}

/** About 50 s in all: a server that restarts is back by then. */
export const DEFAULT_RETRY: RetryPolicy = { attempts: 10, firstPauseMs: 200 };

/** Runs `work` until it ends without a transient fault, or the policy is used up; other faults are final at once. */
export async function retrying<T>(
  policy: RetryPolicy,
  work: (attempt: number) => Promise<T>,
  options: { signal?: AbortSignal; onRetry?: (error: unknown, attempt: number) => void } = {},
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= policy.attempts || options.signal?.aborted === true || !isTransient(error)) throw error;
      options.onRetry?.(error, attempt + 1);
      await pause(Math.min(policy.firstPauseMs * 2 ** attempt, 10_000), undefined, {
        signal: options.signal,
      }).catch(() => undefined);
    }
  }
}
