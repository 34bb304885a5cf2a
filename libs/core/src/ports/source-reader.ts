/** Where documents come from, without credentials: for the log, the manifest and questions to the user. */
export interface SourceDescription {
  readonly kind: 'mongodb' | 'mongodump-folder' | 'mongodump-archive';
  /** The URI without user and password, or the path. */
  readonly location: string;
  readonly database: string;
  readonly serverVersion?: string;
  /** True where all reads of one export see one point in time. */
  readonly snapshot: boolean;
}

/** The state of a collection at one moment; two of them show whether the source moved meanwhile. */
export interface CollectionState {
  readonly documents: number;
  /** ISO 8601, or null where no document has the field or the source cannot say without reading all. */
  readonly newestUpdatedAt: string | null;
  /** The server's operation time as `seconds:increment`, where it gives one. */
  readonly operationTime?: string;
}

/** A document that no JSON line can carry, whole. */
export interface UnwritableDocument {
  /** The position in the collection, counted from 0. */
  readonly index: number;
  /** The `_id` in canonical Extended JSON. */
  readonly id: string;
  /** The JSON Pointer of the part that cannot be written. */
  readonly path: string;
  readonly reason: 'extended-json-wrapper' | 'too-deep' | 'invalid-bson';
  /** The document's BSON in base64. */
  readonly bson: string;
}

/** Bytes of a string that were not UTF-8 and stand as U+FFFD in the line. */
export interface ReplacedText {
  readonly id: string;
  /** The JSON Pointer of the string. */
  readonly path: string;
}

/** Some documents of one collection, in the order of the source, as JSONL. */
export interface LineBatch {
  /** Lines, each ended by 0x0A. Only valid until the next batch is asked for. */
  readonly bytes: Buffer;
  /** The end of each line in `bytes`, behind its 0x0A: `ends.length` documents. */
  readonly ends: readonly number[] | Uint32Array;
  /** `_id` of the first and the last line in Extended JSON; null where the batch has no line. */
  readonly firstId: string | null;
  readonly lastId: string | null;
  readonly unwritable: readonly UnwritableDocument[];
  readonly replaced: readonly ReplacedText[];
}

export interface ReadOptions {
  /** Documents per cursor batch. */
  readonly batchSize: number;
  readonly signal?: AbortSignal;
  /** Called when a reader had to do something that the log should tell (a cursor reopened, say). */
  readonly onNotice?: (message: string) => void;
  /** The collection that will be asked for next: a source that does not move may look at it meanwhile. */
  readonly next?: string;
}

/** Reads collections as Extended JSON lines. The same documents give the same bytes from every kind of source. */
export interface SourceReader {
  describe(): Promise<SourceDescription>;
  /** The names of the collections that the source has. */
  collections(): Promise<readonly string[]>;
  state(collection: string): Promise<CollectionState>;
  /** All documents of a collection, sorted by `_id` where the source is a server, else as they lie. */
  read(collection: string, options: ReadOptions): AsyncIterable<LineBatch>;
  close(): Promise<void>;
}
