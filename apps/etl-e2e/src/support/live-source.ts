import { MongoClient } from 'mongodb';
import { DocumentSequence } from 'mongodb/lib/cmap/commands';
import type { DumpedCollection } from './dump-files';

/** Documents of a message: it holds 48 MB at most. */
const AT_ONCE = 500;

/** Fills a database of a live server, which is emptied first, with the very bytes of the documents. */
export async function fillDatabase(uri: string, collections: readonly DumpedCollection[]): Promise<void> {
  const client = await MongoClient.connect(uri);
  try {
    await client.db().dropDatabase();
    for (const { name, documents } of collections) {
      for (let from = 0; from < documents.length; from += AT_ONCE) {
        const sequence = new DocumentSequence('documents');
        for (const bytes of documents.slice(from, from + AT_ONCE)) sequence.push({}, bytes);
        const answer = await client.db().command({ insert: name, documents: sequence });
        if (answer['writeErrors'] !== undefined) throw new Error(JSON.stringify(answer['writeErrors']));
      }
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
