import { MongoClient } from 'mongodb';
import { deserialize } from 'bson';
import type { DumpedCollection } from './dump-files';

/** Fills a database of a live server, which is emptied first. Every BSON type stays what it was. */
export async function fillDatabase(uri: string, collections: readonly DumpedCollection[]): Promise<void> {
  const client = await MongoClient.connect(uri);
  try {
    await client.db().dropDatabase();
    for (const { name, documents } of collections) {
      const values = documents.map((bytes) =>
        deserialize(bytes, { promoteValues: false, promoteLongs: false, bsonRegExp: true }),
      );
      if (values.length > 0) await client.db().collection(name).insertMany(values);
    }
  } finally {
    await client.close();
  }
}

export async function dropDatabase(uri: string): Promise<void> {
  const client = await MongoClient.connect(uri);
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}
