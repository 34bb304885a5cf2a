import { BsonFault } from '../bson/bson-fault';
import { idDocument } from '../bson/raw-id';
import { DocumentWriter } from './document-writer';
import { JsonOutput } from './json-output';

/** What stands for the `_id` of a document that has none, or whose `_id` cannot be read. */
export const NO_ID = 'null';

const scratch = new JsonOutput();
const writer = new DocumentWriter(scratch, true);

/** The `_id` of a document, which may be broken behind it, in canonical Extended JSON; `null` where it has none. */
export function canonicalId(document: Buffer): string {
  const id = idDocument(document);
  if (!id) return NO_ID;
  scratch.reset();
  try {
    writer.write(id);
  } catch (fault) {
    if (fault instanceof BsonFault) return NO_ID;
    throw fault;
  }
  return scratch.bytes.toString('utf8', writer.idStart, writer.idEnd);
}
