import { EtlError } from '@etl/core';
import type { Tree } from '@nx/devkit';
import type { Options } from 'prettier';
import type { CollectionDraft } from '../draft/collection-draft';
import { DraftError } from '../draft/draft-error';
import { formatText } from '../library/format-text';
import type { Library } from '../library/library';
import { libraryFiles } from '../library/library-files';
import { BASE_CONFIG, withPathAlias } from '../workspace/path-alias';
import { REGISTRY, withRegistryEntry } from '../workspace/registry-line';
import { type CollectionOptions, type CollectionRequest, requestOf } from './collection-options';
import { foundReport, nextReport, unchangedReport } from './generator-report';
import { goldenOf, writeGolden } from './golden-file';
import { libraryOf } from './library-of';
import { aliasOf, checkFilesAreFree, checkNameIsFree, checkTableIsFree, entryOf } from './taken-name';

/** Reads table and documents, as far as there are any. */
export type DraftCollection = (options: {
  readonly name: string;
  readonly table: string;
  readonly from?: string;
  readonly target?: string;
}) => Promise<CollectionDraft>;

/** What a generator does beyond the tree. */
export interface GeneratorPorts {
  readonly say: (lines: readonly string[]) => void;
  readonly env: NodeJS.ProcessEnv;
  readonly writeGolden: (root: string, name: string) => Promise<void>;
}

/** A generator as Nx runs it: it writes into the tree, and what it returns runs once the tree is on the disk. */
export type CollectionGenerator = (tree: Tree, options: CollectionOptions) => Promise<() => Promise<void>>;

const usualPorts: GeneratorPorts = {
  say: (lines) => process.stdout.write(`${lines.join('\n')}\n`),
  env: process.env,
  writeGolden,
};

/** The generator on top of a reading half. */
export function createCollectionGenerator(
  draftCollection: DraftCollection,
  ports: GeneratorPorts = usualPorts,
): CollectionGenerator {
  return async (tree, options) => {
    const request = requestOf(options, ports.env);
    checkTableIsFree(tree, request.name, request.table);
    const library = libraryOf(tree, await drafted(draftCollection, request), request.from);
    const changed = await writeLibrary(tree, library);
    ports.say(foundReport(library));
    const golden = goldenOf(request.name);
    const hasGolden = tree.exists(golden);
    return async () => {
      if (!hasGolden) {
        ports.say([`Running its samples for the first time, which writes ${golden} …`]);
        await ports.writeGolden(tree.root, request.name);
      }
      ports.say(changed || !hasGolden ? nextReport(library) : unchangedReport(library));
    };
  };
}

async function drafted(
  draftCollection: DraftCollection,
  request: CollectionRequest,
): Promise<CollectionDraft> {
  const { targetFromEnvironment, ...asked } = request;
  try {
    return await draftCollection(asked);
  } catch (error) {
    throw targetFromEnvironment ? withWayOut(error, request) : error;
  }
}

/** Whoever did not ask for a target has to learn why one was read, and how none is. */
function withWayOut(error: unknown, { from }: CollectionRequest): unknown {
  const wayOut = "The target is DATABASE_URL; with --target '' none is read.";
  if (error instanceof DraftError) {
    const { problem, remedy, cause } = error;
    // What is wrong with the documents, no other target puts right.
    if (from !== undefined && problem.includes(from)) return error;
    return new DraftError(problem, `${remedy} ${wayOut}`, { cause });
  }
  if (error instanceof EtlError && error.code.startsWith('TARGET_')) {
    const { code, message, context, cause } = error;
    return new EtlError(code, `${message} (${wayOut})`, { context, cause });
  }
  return error;
}

/** @returns whether anything is new */
async function writeLibrary(tree: Tree, library: Library): Promise<boolean> {
  const { name, constant } = library.names;
  const prettier = JSON.parse(tree.read('.prettierrc.json', 'utf8') ?? '{}') as Options;
  const files = await libraryFiles(library, prettier);
  checkFilesAreFree(tree, library, files);
  checkNameIsFree(tree, library);
  const registry = withRegistryEntry(tree.read(REGISTRY, 'utf8') ?? '', {
    name,
    path: aliasOf(name),
    constant,
  });
  const config = withPathAlias(tree.read(BASE_CONFIG, 'utf8') ?? '', aliasOf(name), entryOf(name));
  const all = new Map([
    ...files,
    [REGISTRY, await formatText(REGISTRY, registry, prettier)],
    [BASE_CONFIG, await formatText(BASE_CONFIG, config, prettier)],
  ]);
  const fresh = [...all].filter(([path, text]) => tree.read(path, 'utf8') !== text);
  for (const [path, text] of fresh) tree.write(path, text);
  return fresh.length > 0;
}
