export { bsonDocuments } from './dump/bson-file';
export { beginsWithId, findDocument } from './dump/document-boundary';
export { type DumpDocuments, writeDump } from './dump/dump-writer';
export { LiveReader, type LiveReaderOptions } from './live/live-reader';
export { databaseOf, hideCredentials, isMongoUri, redactUri } from './live/mongo-uri';
export { DEFAULT_REOPEN, type ReopenPolicy } from './live/resuming-read';
export { openSource, type OpenSourceOptions } from './open-source';
export { LineWriter } from './transcode/line-writer';
