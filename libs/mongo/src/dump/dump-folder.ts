import { ConfigError, SourceError } from '@etl/core';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A database as mongodump wrote it into a folder. */
export interface DumpFolder {
  readonly path: string;
  readonly database: string;
  readonly serverVersion?: string;
  /** Collection → path of its `.bson` or `.bson.gz`. */
  readonly files: ReadonlyMap<string, string>;
}

const DATA = /^(.+)\.bson(\.gz)?$/;
const METADATA = /^(.+)\.metadata\.json(\.gz)?$/;
/** Lies beside the databases in a dump made with `--oplog`. */
const OPLOG = /^oplog\.bson(\.gz)?$/;
/** In every dump of a whole server, and never what is to be migrated. */
const SYSTEM_DATABASES = new Set(['admin', 'config', 'local']);

/**
 * Finds the database in `path`, which is the folder of one database or the folder around it.
 * @throws ConfigError SOURCE_NOT_FOUND, SOURCE_DATABASE_MISSING; SourceError SOURCE_UNREADABLE where the file of a collection is gone, or there are two
 */
export async function findDumpFolder(path: string, database?: string): Promise<DumpFolder> {
  if (await holdsData(path)) return readDumpFolder(path, path);
  const inside = await readdir(path, { withFileTypes: true });
  const databases: string[] = [];
  for (const entry of inside) {
    if (entry.isDirectory() && (await holdsData(join(path, entry.name)))) databases.push(entry.name);
  }
  const chosen = chooseDatabase(path, databases.sort(), database, (name) => join(path, name));
  return readDumpFolder(join(path, chosen), path);
}

/** The one that is meant. `pathOf` tells how to name one without an option, where that is possible. */
export function chooseDatabase(
  path: string,
  databases: readonly string[],
  wanted: string | undefined,
  pathOf?: (name: string) => string,
): string {
  const own = databases.filter((name) => !SYSTEM_DATABASES.has(name));
  const candidates = own.length > 0 ? own : databases;
  const found = wanted === undefined ? candidates : databases.filter((name) => name === wanted);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  if (databases.length === 0) {
    throw new ConfigError('SOURCE_NOT_FOUND', `${path} holds no collection: there is no .bson file in it.`);
  }
  const names = databases.join(', ');
  if (wanted !== undefined) {
    throw new ConfigError('SOURCE_DATABASE_MISSING', `${path} has no database "${wanted}"; it has ${names}.`);
  }
  const example = candidates[0] ?? '';
  const how = pathOf ? `Pass the folder of one (${pathOf(example)})` : `Name one (${path}#${example})`;
  throw new ConfigError('SOURCE_DATABASE_MISSING', `${path} holds several databases: ${names}. ${how}.`);
}

async function holdsData(path: string): Promise<boolean> {
  return (await readdir(path)).some((name) => DATA.test(name) && !OPLOG.test(name));
}

async function readDumpFolder(path: string, around: string): Promise<DumpFolder> {
  const files = new Map<string, string>();
  const names = (await readdir(path)).sort();
  for (const name of names) {
    const [, escaped] = DATA.exec(name) ?? [];
    if (escaped === undefined) continue;
    const collection = await collectionName(path, escaped);
    const other = files.get(collection);
    if (other !== undefined)
      throw new SourceError(
        'SOURCE_UNREADABLE',
        `${path} has two files of ${collection}, ${basename(other)} and ${name}: perhaps of two dumps. Take the older one away.`,
      );
    files.set(collection, join(path, name));
  }
  await refuseLostData(path, names);
  const serverVersion = (await serverVersionIn(path)) ?? (await serverVersionIn(around));
  return {
    path,
    database: basename(resolve(path)),
    ...(serverVersion === undefined ? {} : { serverVersion }),
    files,
  };
}

/**
 * mongodump writes a file for an empty collection as well; of a view there is only its metadata. Somebody may have gzipped
 * one of the two later.
 */
async function refuseLostData(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [, escaped = '', gzip = ''] = METADATA.exec(name) ?? [];
    const data = `${escaped}.bson`;
    if (escaped === '' || names.includes(data) || names.includes(`${data}.gz`)) continue;
    if ((await readJson(join(folder, name)))?.['type'] !== 'collection') continue;
    throw new SourceError(
      'SOURCE_UNREADABLE',
      `${folder} has ${name}, but ${data}${gzip} is gone: the dump is not whole. Copy it again, or take ${name} away as well to go on without the collection.`,
    );
  }
}

/** mongodump escapes a name in its file's name, and shortens a long one: the metadata has it as it is. */
async function collectionName(folder: string, escaped: string): Promise<string> {
  const metadata = await readPlainOrGzipped(join(folder, `${escaped}.metadata.json`));
  if (typeof metadata?.collectionName === 'string') return metadata.collectionName;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

async function serverVersionIn(folder: string): Promise<string | undefined> {
  const prelude = await readPlainOrGzipped(join(folder, 'prelude.json'));
  return typeof prelude?.ServerVersion === 'string' ? prelude.ServerVersion : undefined;
}

async function readPlainOrGzipped(path: string): Promise<Record<string, unknown> | undefined> {
  return (await readJson(path)) ?? (await readJson(`${path}.gz`));
}

async function readJson(path: string): Promise<Record<string, unknown> | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return undefined;
  }
  try {
    const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    return JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new SourceError('SOURCE_UNREADABLE', `${path} is broken: ${String(cause)}`, { cause });
  }
}
