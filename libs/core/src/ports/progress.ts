/** Progress of long work, collection by collection or table by table. */
export interface Progress {
  /** A task of `total` units (null where nobody knows), shown from now on. */
  start(task: string, total: number | null, unit: 'documents' | 'rows' | 'bytes' | 'keys'): void;
  advance(task: string, by: number): void;
  finish(task: string): void;
  /** Why it takes longer than it should: a connection that was lost, a lock that somebody else holds. */
  say(message: string): void;
}

export const PROGRESS = Symbol('Progress');
