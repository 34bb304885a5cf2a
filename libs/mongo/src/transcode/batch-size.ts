/**
 * So many bytes of BSON end a batch: enough that a write and a message to a thread cost little, little enough for
 * memory. It goes by what is read and not by what is written, so that a batch can be cut before it is transcoded, and the
 * batches (and with them the chunks of the manifest) are the same whoever transcodes them.
 */
const BATCH_BYTES = 512 * 1024;

/** True where a batch of so many documents, with so many bytes of BSON, takes no more. */
export function isFullBatch(documents: number, bytes: number, maxDocuments: number): boolean {
  return documents >= maxDocuments || bytes >= BATCH_BYTES;
}
