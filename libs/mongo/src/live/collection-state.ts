import type { CollectionState } from '@etl/core';
import type { ClientSession, Db, Document } from 'mongodb';
import { MongoServerError } from 'mongodb';

/** The earliest date of JavaScript; a comparison with it takes dates only, without `$type`. */
const SOME_DATE = { $gte: new Date(-8.64e15) };

/** Count, newest `updatedAt` and the server's time. What the server refuses to compute is left out. */
export async function liveCollectionState(
  db: Db,
  name: string,
  session: ClientSession | undefined,
): Promise<CollectionState> {
  const documents = await db.collection(name).countDocuments({}, { session });
  const newest = await newestUpdatedAt(db, name, session);
  const operationTime = await currentOperationTime(db);
  return {
    documents,
    newestUpdatedAt: newest && Number.isFinite(newest.getTime()) ? newest.toISOString() : null,
    ...(operationTime === undefined ? {} : { operationTime }),
  };
}

async function newestUpdatedAt(
  db: Db,
  name: string,
  session: ClientSession | undefined,
): Promise<Date | undefined> {
  const collection = db.collection(name);
  const filter = { updatedAt: SOME_DATE };
  const grouped = await unlessRefused(() =>
    collection
      .aggregate<{ newest: unknown }>(
        [{ $match: filter }, { $group: { _id: null, newest: { $max: '$updatedAt' } } }],
        { session },
      )
      .toArray(),
  );
  const found = grouped
    ? grouped[0]?.newest
    : (
        await unlessRefused(() =>
          collection.findOne(filter, { sort: { updatedAt: -1 }, projection: { updatedAt: 1 }, session }),
        )
      )?.updatedAt;
  return found instanceof Date ? found : undefined;
}

/** Lost connections are errors; an operator that the server does not have is not. */
async function unlessRefused<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof MongoServerError) return undefined;
    throw error;
  }
}

async function currentOperationTime(db: Db): Promise<string | undefined> {
  const reply: Document | undefined = await unlessRefused(() => db.command({ ping: 1 }));
  const time: unknown = reply?.operationTime;
  return isTimestamp(time) ? `${time.t}:${time.i}` : undefined;
}

function isTimestamp(value: unknown): value is { t: number; i: number } {
  return typeof value === 'object' && value !== null && 't' in value && 'i' in value;
}
