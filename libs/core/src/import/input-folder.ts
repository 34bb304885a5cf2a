import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, SourceError } from '../errors/etl-error';
import { type Manifest, MANIFEST_VERSION, type ManifestCollection } from '../run/manifest';

/** One file of the input. */
export interface InputFile {
  readonly collection: string;
  readonly path: string;
  readonly bytes: number;
  /** What the manifest says of it; null where there is no manifest. */
  readonly manifest: ManifestCollection | null;
}

export interface InputFolder {
  readonly path: string;
  readonly manifest: Manifest | null;
  readonly files: readonly InputFile[];
}

const EXTENSION = '.jsonl';

/**
 * Opens the folder of an export, or one of `<collection>.jsonl` files that another tool wrote.
 * @throws ConfigError INPUT_NOT_FOUND, INPUT_EMPTY, MANIFEST_INVALID, MANIFEST_TOO_NEW
 * @throws SourceError INPUT_CHANGED where a file is missing or has another size than its manifest says.
 */
export async function openInputFolder(path: string): Promise<InputFolder> {
  const info = await stat(path).catch(() => null);
  if (info === null || !info.isDirectory()) {
    throw new ConfigError('INPUT_NOT_FOUND', `${path} is ${info === null ? 'not there' : 'not a folder'}.`, {
      context: { input: path },
    });
  }
  const folder = await realpath(path);
  const manifest = await readManifest(join(folder, 'manifest.json'));
  const files = manifest === null ? await scan(folder) : await check(folder, manifest);
  if (files.length === 0) {
    throw new ConfigError(
      'INPUT_EMPTY',
      `${path} holds neither manifest.json nor a file <collection>${EXTENSION}.`,
      { context: { input: path } },
    );
  }
  return { path: folder, manifest, files };
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

async function scan(folder: string): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (!entry.name.endsWith(EXTENSION) || entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    const { size } = await stat(path);
    files.push({ collection: entry.name.slice(0, -EXTENSION.length), path, bytes: size, manifest: null });
  }
  return files;
}

async function check(folder: string, manifest: Manifest): Promise<InputFile[]> {
  return Promise.all(
    manifest.collections.map(async (collection) => {
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
      return { collection: collection.name, path, bytes: info.size, manifest: collection };
    }),
  );
}
