import { openSource } from '@etl/mongo';
import { type Document, type Filter, MongoClient } from 'mongodb';

/*
 * node bare-cursor-peer.mjs URI COLLECTION CURSORS [all | DOCUMENTS]: reads raw batches as the export does, and throws them away.
 * Several cursors share the ObjectIds among them: one range each, or with DOCUMENTS ranges of so many, in turns, whose bounds are
 * looked for meanwhile (an export could keep these in order without holding much). Nobody exports so: ids of other types are not in
 * any of the ranges. With "all" it asks for all that an export asks for: the newest `updatedAt` and the count, before and after.
 */

const [uri, name, cursors, what] = process.argv.slice(2);
const asked = what === 'all' ? await openSource(uri!) : undefined;
await asked?.state(name!);
const client = await MongoClient.connect(uri!);
const collection = client.db().collection(name!);
const count = Number(cursors);
const documents = await collection.estimatedDocumentCount();
const perRange = Number(what) || Math.ceil(documents / count);

/** The last id of each range; none for the last range. */
async function* bounds(): AsyncGenerator<unknown, void, undefined> {
  let last: unknown;
  for (let ranges = Math.ceil(documents / perRange); ranges > 1; ranges--) {
    const [at] = await collection
      .find(idsBetween(last, undefined), {
        projection: { _id: 1 },
        sort: { _id: 1 },
        skip: perRange - 1,
        limit: 1,
      })
      .toArray();
    yield (last = at!._id);
  }
  yield undefined;
}

function idsBetween(after: unknown, upTo: unknown): Filter<Document> {
  const range = {
    ...(after === undefined ? {} : { $gt: after }),
    ...(upTo === undefined ? {} : { $lte: upTo }),
  };
  return (Object.keys(range).length === 0 ? {} : { _id: range }) as Filter<Document>;
}

let read = 0;
let after: unknown;
const ends = bounds();

async function readRanges(): Promise<void> {
  // A generator answers in the order in which it is asked.
  for (let next = await ends.next(); !next.done; next = await ends.next()) {
    const filter = idsBetween(after, next.value);
    after = next.value;
    const cursor = collection.find(filter, { raw: true, sort: { _id: 1 }, batchSize: 2000 });
    while (await cursor.hasNext()) read += cursor.readBufferedDocuments().length;
  }
}

await Promise.all(Array.from({ length: count }, readRanges));
await asked?.state(name!);
await asked?.close();
process.stdout.write(`${read} of ${documents}\n`);
await client.close();
