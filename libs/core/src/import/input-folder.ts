import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConfigError, SourceError } from '../errors/etl-error';
import { detectDialect, type InputDialect } from './input-dialect';
import { type Manifest, MANIFEST_VERSION, type ManifestCollection } from '../run/manifest';
import { isUnfinished } from '../run/unfinished';

/** One file of the input. */
export interface InputFile {
  readonly collection: string;
  readonly path: string;
  readonly bytes: number;
  readonly dialect: InputDialect;
  /** What the manifest says of it; null where there is no manifest. */
  readonly manifest: ManifestCollection | null;
}

export interface InputFolder {
  /** Where the files lie, and where runs make their folders. */
  readonly path: string;
  readonly manifest: Manifest | null;
  readonly files: readonly InputFile[];
  /** Files that look like documents and that the manifest does not name: nobody exported them, so they are left alone. */
  readonly unlisted: readonly string[];
}

/** What `export --output` was given holds a folder for each export: easily taken for one. The newest name is the last. */
async function describeExportsIn(path: string, names: readonly string[]): Promise<string> {
  const exported: string[] = [];
  for (const name of names.toSorted())
    if ((await stat(join(path, name, 'manifest.json')).catch(() => null)) !== null) exported.push(name);
  const newest = exported.at(-1);
  return newest === undefined ? '' : ` The export ${join(path, newest)} lies in it.`;
}

/** Files of documents; `manifest.json` and what mongodump writes beside its documents are none. */
const DOCUMENTS = /^(?<collection>.+)\.(?:jsonl|ndjson|json)(?:\.gz)?$/;
const NO_DOCUMENTS = /^(?:manifest|prelude)\.json|\.metadata\.json(?:\.gz)?$/;
const OUR_LINES: InputDialect = { gzip: false, layout: 'lines', values: 'relaxed Extended JSON' };

/**
 * Opens the folder of an export, a folder of `<collection>.jsonl` or `.json` files that another tool wrote (gzipped or
 * not), or one such file.
 * @throws ConfigError INPUT_NOT_FOUND, INPUT_EMPTY, INPUT_AMBIGUOUS, INPUT_UNFINISHED, MANIFEST_INVALID, MANIFEST_TOO_NEW
 * @throws SourceError INPUT_CHANGED where a file is missing or has another size than its manifest says.
 */
export async function openInputFolder(path: string): Promise<InputFolder> {
  const info = await stat(path).catch(() => null);
  if (info === null) {
    throw new ConfigError('INPUT_NOT_FOUND', `${path} is not there.`, { context: { input: path } });
  }
  if (!info.isDirectory()) {
    const folder = dirname(path);
    const files = await documentFiles(folder, [basename(path)]);
    if (files.length > 0) return { path: folder, manifest: null, files, unlisted: [] };
    throw new ConfigError(
      'INPUT_NOT_FOUND',
      `${path} is neither a folder nor a file <collection>.jsonl or .json.`,
      {
        context: { input: path },
      },
    );
  }
  const manifest = await readManifest(join(path, 'manifest.json'));
  if (manifest === null && (await isUnfinished(path))) {
    throw new ConfigError(
      'INPUT_UNFINISHED',
      `The export in ${path} did not come to its end: it has no manifest.json, and collections may be missing.`,
      { context: { input: path } },
    );
  }
  const names = await readdir(path);
  const files = manifest === null ? await documentFiles(path, names) : await check(path, manifest);
  if (files.length === 0) {
    throw new ConfigError(
      'INPUT_EMPTY',
      `${path} holds neither manifest.json nor a file <collection>.jsonl or .json.${await describeExportsIn(path, names)}`,
      {
        context: { input: path },
      },
    );
  }
  const unlisted = manifest === null ? [] : unlistedFiles(names, manifest);
  return { path, manifest, files, unlisted };
}

function unlistedFiles(names: readonly string[], { collections }: Manifest): string[] {
  return names
    .filter((name) => collectionOf(name) !== undefined && !collections.some(({ file }) => file === name))
    .sort();
}

/** A sentence on a file that the manifest does not name. */
export function describeUnlisted(file: string): string {
  return `${file} is not in the manifest: left alone.`;
}

/** The collection whose documents a file of this name holds; undefined where it holds none. */
function collectionOf(name: string): string | undefined {
  return NO_DOCUMENTS.test(name) ? undefined : DOCUMENTS.exec(name)?.groups?.['collection'];
}

async function readManifest(path: string): Promise<Manifest | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SourceError('INPUT_UNREADABLE', `${path} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  let manifest: Manifest;
  try {
    manifest = JSON.parse(text) as Manifest;
  } catch (error) {
    throw new ConfigError('MANIFEST_INVALID', `${path} is not JSON: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  if (typeof manifest?.version !== 'number' || !Array.isArray(manifest.collections)) {
    throw new ConfigError('MANIFEST_INVALID', `${path} is not the manifest of an export.`);
  }
  if (manifest.version > MANIFEST_VERSION) {
    throw new ConfigError(
      'MANIFEST_TOO_NEW',
      `${path} has version ${manifest.version}; this program reads up to ${MANIFEST_VERSION}.`,
    );
  }
  return manifest;
}

async function documentFiles(folder: string, names: readonly string[]): Promise<InputFile[]> {
  const files = new Map<string, InputFile>();
  for (const name of [...names].sort()) {
    const collection = collectionOf(name);
    const path = join(folder, name);
    const info = collection === undefined ? null : await stat(path);
    if (collection === undefined || info?.isFile() !== true) continue;
    const other = files.get(collection);
    if (other !== undefined) {
      throw new ConfigError('INPUT_AMBIGUOUS', `${other.path} and ${path} are both of ${collection}.`);
    }
    files.set(collection, {
      collection,
      path,
      bytes: info.size,
      dialect: await detectDialect(path),
      manifest: null,
    });
  }
  return [...files.values()];
}

async function check(folder: string, manifest: Manifest): Promise<InputFile[]> {
  return Promise.all(
    manifest.collections.map(async (collection) => {
      if (basename(collection.file) !== collection.file) {
        throw new ConfigError(
          'MANIFEST_INVALID',
          `The manifest names the file ${collection.file}, which is not in its folder.`,
        );
      }
      const path = join(folder, collection.file);
      const info = await stat(path).catch(() => null);
      if (info === null || info.size !== collection.bytes) {
        const found = info === null ? 'is not there' : `has ${info.size} bytes`;
        throw new SourceError(
          'INPUT_CHANGED',
          `${path} ${found}; its manifest says ${collection.bytes} bytes.`,
          {
            context: { collection: collection.name, file: path },
          },
        );
      }
      return {
        collection: collection.name,
        path,
        bytes: info.size,
        dialect: OUR_LINES,
        manifest: collection,
      };
    }),
  );
}
