import { ConfigError, type SourceReader } from '@etl/core';
import { stat } from 'node:fs/promises';
import { archivePrelude } from './dump/archive-blocks';
import { DumpArchiveReader } from './dump/archive-reader';
import { chooseDatabase, findDumpFolder } from './dump/dump-folder';
import { DumpFolderReader } from './dump/folder-reader';
import type { LiveReaderOptions } from './live/live-reader';
import { isMongoUri, redactUri } from './live/mongo-uri';
import { TranscodePool, type TranscodeThreads } from './transcode/transcode-pool';
import { type Transcoder, transcoderHere } from './transcode/transcoder';

export interface OpenSourceOptions extends Omit<LiveReaderOptions, 'transcoder'> {
  /** Which database of a dump that holds several. A URI names its own. */
  readonly database?: string;
  /** Documents are made lines of in threads; in this one where it is left out. */
  readonly threads?: TranscodeThreads;
}

/** A server and its driver, which works in the main thread, are slower than one thread that transcodes (ADR 10). */
const THREADS_FOR_A_SERVER = 1;

/**
 * Opens what the user names as the source: a mongodb:// or mongodb+srv:// URI, a folder of mongodump (of one database
 * or around it), or an archive. Gzip is known by its bytes. `FILE#DATABASE` names one of several databases.
 * @throws ConfigError SOURCE_URI_MISSING, SOURCE_URI_INVALID, SOURCE_DATABASE_MISSING, SOURCE_NOT_FOUND,
 * SOURCE_AUTH_FAILED; SourceError SOURCE_UNREACHABLE, SOURCE_UNREADABLE
 */
export async function openSource(location: string, options: OpenSourceOptions = {}): Promise<SourceReader> {
  if (location.trim() === '') throw new ConfigError('SOURCE_URI_MISSING', 'The source is an empty text.');
  if (isMongoUri(location)) {
    // The driver takes 0.1 s to load: a dump does without it.
    const { LiveReader } = await import('./live/live-reader');
    const transcoder = transcoderOf(options.threads && { ...options.threads, most: THREADS_FOR_A_SERVER });
    return LiveReader.connect(location, { ...options, transcoder });
  }
  const { path, database, folder } = await findPath(location, options.database);
  const transcoder = transcoderOf(options.threads);
  if (folder) return new DumpFolderReader(await findDumpFolder(path, database), transcoder);
  const prelude = await archivePrelude(path);
  const databases = new Set(
    prelude.namespaces.map(({ database: name }) => name).filter((name) => name !== ''),
  );
  const chosen = chooseDatabase(path, [...databases].sort(), database);
  return new DumpArchiveReader(path, chosen, prelude, transcoder);
}

/** It starts no thread before there is something to do. */
function transcoderOf(threads: TranscodeThreads | undefined): Transcoder {
  return threads === undefined ? transcoderHere : new TranscodePool(threads);
}

interface FoundPath {
  readonly path: string;
  readonly database: string | undefined;
  readonly folder: boolean;
}

async function findPath(location: string, database: string | undefined): Promise<FoundPath> {
  const [, before, named] = /^(.+)#([^#/\\]+)$/.exec(location) ?? [];
  for (const [path, wanted] of [
    [location, database],
    [before, database ?? named],
  ]) {
    const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
    if (path !== undefined && found) return { path, database: wanted, folder: found.isDirectory() };
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(location) || location.includes('@')) {
    throw new ConfigError(
      'SOURCE_URI_INVALID',
      `"${redactUri(location)}" is neither a mongodb:// URI nor a folder or file that is there.`,
    );
  }
  throw new ConfigError('SOURCE_NOT_FOUND', `There is no folder or file ${location}.`);
}
