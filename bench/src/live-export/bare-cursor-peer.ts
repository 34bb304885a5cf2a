import { openSource } from '@etl/mongo';
import { type Document, type Filter, MongoClient } from 'mongodb';

/*
 * node bare-cursor-peer.mjs URI COLLECTION CURSORS [all]: reads raw batches as the export does, and throws them away. Several
 * cursors share the ObjectIds among them. Nobody exports so: ids of other types are not in any of the ranges. With "all" it asks for
 * all that an export asks for: the newest `updatedAt` and the count, before and after.
 */

const [uri, name, cursors, what] = process.argv.slice(2);
const asked = what === 'all' ? await openSource(uri!) : undefined;
await asked?.state(name!);
const client = await MongoClient.connect(uri!);
const collection = client.db().collection(name!);
const count = Number(cursors);
const documents = await collection.estimatedDocumentCount();
const splits: unknown[] = [];
for (let n = 1; n < count; n++) {
  const skip = Math.floor((documents * n) / count);
  const [at] = await collection
    .find({}, { projection: { _id: 1 }, sort: { _id: 1 }, skip, limit: 1 })
    .toArray();
  splits.push(at!._id);
}

async function readAway(from: unknown, to: unknown): Promise<number> {
  const range = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) };
  const filter = (count === 1 ? {} : { _id: range }) as Filter<Document>;
  const cursor = collection.find(filter, { raw: true, sort: { _id: 1 }, batchSize: 2000 });
  let read = 0;
  while (await cursor.hasNext()) read += cursor.readBufferedDocuments().length;
  return read;
}

const read = await Promise.all(Array.from({ length: count }, (_, n) => readAway(splits[n - 1], splits[n])));
await asked?.state(name!);
await asked?.close();
process.stdout.write(`${read.reduce((sum, each) => sum + each, 0)} of ${documents}\n`);
await client.close();
