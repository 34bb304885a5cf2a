/**
 * A value of a document as the generator made it. It knows what it means without reading its own text again, so what
 * comes out at the other end is held against this and not against another reading of the same JSON.
 */
export type BsonValue =
  | { readonly bson: 'null' | 'undefined' | 'minKey' | 'maxKey' }
  | { readonly bson: 'string' | 'symbol' | 'code'; readonly text: string }
  | { readonly bson: 'boolean'; readonly value: boolean }
  | { readonly bson: 'int32' | 'int64'; readonly value: bigint }
  | { readonly bson: 'double'; readonly value: number }
  /** As `Decimal128.toString()` spells it. */
  | { readonly bson: 'decimal128'; readonly text: string }
  /** Milliseconds since 1970, over the whole range of an int64. */
  | { readonly bson: 'date'; readonly epoch: bigint }
  | { readonly bson: 'objectId'; readonly hex: string }
  | { readonly bson: 'uuid'; readonly text: string }
  | { readonly bson: 'binary'; readonly base64: string; readonly subType: number }
  | { readonly bson: 'regex'; readonly pattern: string; readonly options: string }
  | { readonly bson: 'timestamp'; readonly t: number; readonly i: number }
  | { readonly bson: 'codeWithScope'; readonly text: string; readonly scope: BsonDocument }
  | { readonly bson: 'dbPointer'; readonly ref: string; readonly hex: string }
  | { readonly bson: 'array'; readonly items: readonly BsonValue[] }
  | BsonDocument;

/** Keys in order, each once; a DBRef, and what only looks like a wrapper of Extended JSON, is a document too. */
export interface BsonDocument {
  readonly bson: 'document';
  readonly fields: readonly (readonly [key: string, value: BsonValue])[];
}

export const text = (of: string): BsonValue => ({ bson: 'string', text: of });

export const documentOf = (fields: Readonly<Record<string, BsonValue>>): BsonDocument => ({
  bson: 'document',
  fields: Object.entries(fields),
});
