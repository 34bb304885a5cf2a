import { setTimeout as pause } from 'node:timers/promises';
import type { Document } from 'mongodb';
import { idDocument } from '../bson/raw-id';
import { canonicalId } from '../transcode/document-id';
import { bracketOf } from './id-order';
import { ReadPosition } from './read-position';
import { filterAfter, filterAfterWithExotic } from './resume-filter';

/** How often, and after which pauses, a read that died is tried again. */
export interface ReopenPolicy {
  /** Tries without a single document between them. */
  readonly attempts: number;
  /** Milliseconds; doubled with each try. */
  readonly firstPause: number;
  /** Milliseconds. */
  readonly longestPause: number;
}

/** A minute with the driver's own waiting: an election takes some 12 s. */
export const DEFAULT_REOPEN: ReopenPolicy = { attempts: 8, firstPause: 100, longestPause: 5000 };

/** A cursor over raw documents, in the order of `_id`. */
export interface RawCursor {
  /** The next documents; none at the end. */
  next(): Promise<readonly Buffer[]>;
  close(): Promise<void>;
}

/** What a resuming read needs to know of the collection. */
export interface ResumableCollection {
  open(filter: Document): RawCursor;
  /** The documents with the greatest `_id`s, greatest first. */
  greatest(): Promise<readonly Buffer[]>;
  /** True where another cursor may live. */
  mayReopen(error: unknown): boolean;
  /** The error to end with. */
  toError(error: unknown): unknown;
  /** Told before each reopening; `after` is an `_id` in Extended JSON, or none where nothing was read yet. */
  reopening(error: unknown, after: string | undefined): Promise<void>;
}

type Fetched = { readonly documents: readonly Buffer[] } | { readonly error: unknown };

/** Never rejects: a batch is asked for ahead, and nobody may be waiting for it when it fails. */
async function fetch(cursor: RawCursor): Promise<Fetched> {
  try {
    return { documents: await cursor.next() };
  } catch (error) {
    return { error };
  }
}

/**
 * All documents of a collection by `_id`. A cursor that died is reopened behind the last `_id` that was handed on:
 * no document is lost and none comes twice.
 */
export async function* resumingRead(
  collection: ResumableCollection,
  policy: ReopenPolicy,
  signal?: AbortSignal,
): AsyncGenerator<readonly Buffer[], void, undefined> {
  const position = new ReadPosition();
  let after: string | undefined;
  let failures = 0;
  let filter: Document = {};
  let cursor: RawCursor | undefined;
  try {
    for (;;) {
      cursor = collection.open(filter);
      const failure = yield* readOn(cursor, (documents) => {
        failures = 0;
        position.advance(documents);
        after = canonicalId(documents.at(-1) as Buffer);
      });
      if (!failure) return;
      const { error } = failure;
      signal?.throwIfAborted();
      if (!collection.mayReopen(error) || ++failures > policy.attempts) throw collection.toError(error);
      await cursor.close();
      await collection.reopening(error, after);
      const wait = Math.min(policy.firstPause * 2 ** (failures - 1), policy.longestPause);
      await pause(wait, undefined, { signal }).catch(() => signal?.throwIfAborted());
      filter = await filterFrom();
    }
  } finally {
    await cursor?.close();
  }

  async function* readOn(
    from: RawCursor,
    handOn: (documents: readonly Buffer[]) => void,
  ): AsyncGenerator<readonly Buffer[], { error: unknown } | undefined, undefined> {
    let ahead = fetch(from);
    for (;;) {
      const fetched = await ahead;
      if ('error' in fetched) return fetched;
      if (fetched.documents.length === 0) return undefined;
      // The server looks for the next batch while this one is transcoded.
      ahead = fetch(from);
      const documents = position.unread(fetched.documents);
      if (documents.length === 0) continue;
      handOn(documents);
      yield documents;
    }
  }

  async function filterFrom(): Promise<Document> {
    if (!position.anchor) return {};
    let greatest: readonly Buffer[] = [];
    try {
      greatest = await collection.greatest();
    } catch {
      // The new cursor will meet the same fault, and its error is the one that counts.
    }
    const exotic = greatest.some((document) => {
      const id = idDocument(document);
      return id && !bracketOf(id);
    });
    return exotic ? filterAfterWithExotic(position.anchor) : filterAfter(position.anchor);
  }
}
