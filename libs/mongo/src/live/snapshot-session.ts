import { type ClientSession, type Db, type MongoClient, MongoServerError } from 'mongodb';
import { isTransient } from './mongo-errors';

/** The first wire version with snapshot reads outside of transactions (MongoDB 5.0). */
const SNAPSHOT_WIRE_VERSION = 13;

/** A session that sees one point in time, or none where the server has no such reads. */
export async function startSnapshot(client: MongoClient, db: Db): Promise<ClientSession | undefined> {
  if (!(await mayHaveSnapshots(db))) return undefined;
  const session = client.startSession({ snapshot: true });
  try {
    // The first read fixes the point in time, and tells whether the server (and its storage) can.
    await db.collection('etl_snapshot_probe').findOne({}, { session });
    return session;
  } catch (error) {
    await session.endSession();
    if (isTransient(error)) throw error;
    return undefined;
  }
}

async function mayHaveSnapshots(db: Db): Promise<boolean> {
  try {
    const hello = await db.admin().command({ hello: 1 });
    const replicated = typeof hello.setName === 'string' || hello.msg === 'isdbgrid';
    return (
      replicated &&
      Number(hello.maxWireVersion) >= SNAPSHOT_WIRE_VERSION &&
      typeof hello.logicalSessionTimeoutMinutes === 'number'
    );
  } catch (error) {
    if (error instanceof MongoServerError && !isTransient(error)) return false;
    throw error;
  }
}
