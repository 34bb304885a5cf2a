/** Why a document cannot be a line. Thrown by the writer and caught by its caller; never reaches a user. */
export class BsonFault extends Error {
  constructor(
    readonly reason: 'extended-json-wrapper' | 'too-deep' | 'invalid-bson',
    /** The JSON Pointer of the part. */
    readonly path: string,
  ) {
    super(`${reason} at ${path || 'the document'}`);
    this.name = 'BsonFault';
  }
}
