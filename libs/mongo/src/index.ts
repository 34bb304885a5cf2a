export { bsonDocuments } from './dump/bson-file';
export { beginsWithId, findDocument } from './dump/document-boundary';
export { type DumpDocuments, writeDump } from './dump/dump-writer';
export { databaseOf, hideCredentials, isMongoUri, redactUri } from './live/mongo-uri';
export { openSource, type OpenSourceOptions } from './open-source';
export { LineWriter } from './transcode/line-writer';
export type { TranscodeThreads } from './transcode/transcode-pool';
