import { basename } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { CollectionDraft } from '../draft/collection-draft';
import { DraftError } from '../draft/draft-error';
import type { Library } from '../library/library';
import { libraryEnums, TAKEN_NAMES } from '../library/library-enums';
import { collectionOfTable, constantOf, tableOfCollection, typeName } from '../library/names';
import { knownEnums } from '../workspace/known-enums';
import { tablesOfCollections, tablesOfSchemaPage } from '../workspace/known-tables';
import { withoutUnknownTables } from './unknown-tables';

const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** `dump/videoPlaylists.bson.gz` is of the collection `videoPlaylists`, which a library calls `video-playlists`. */
export function sourceNameOf(name: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const [source = ''] = basename(file).split('.');
  return source !== name && bare(source) === bare(name) ? source : undefined;
}

/** @throws DraftError for columns that no class can have as properties: every object has these already */
function checkColumns({ table, columns }: CollectionDraft): void {
  const impossible = columns.filter(({ name }) => name in {}).map(({ name }) => name);
  if (impossible.length === 0) return;
  throw new DraftError(
    `The table ${table} has columns that no class can have as properties: ${impossible.join(', ')}.`,
    'Rename them in the target: every object of the language has these members already.',
  );
}

/** The draft with all that the workspace adds to it. */
export function libraryOf(tree: Tree, drafted: CollectionDraft, from?: string): Library {
  checkColumns(drafted);
  const collections = tablesOfCollections(tree);
  const collectionOf = (other: string): string =>
    collections.get(other) ?? (tree.exists(`libs/collections/${other}`) ? other : collectionOfTable(other));
  const draft = withoutUnknownTables(drafted, { has: (other) => collections.has(other), collectionOf });
  const { name, table, columns } = draft;
  const enums = libraryEnums(columns, knownEnums(tree));
  const taken = new Set([...TAKEN_NAMES, ...[...enums.values()].map(({ constant }) => constant)]);
  const sourceName = sourceNameOf(name, from);
  return {
    names: { name, constant: constantOf(name), entity: entityName(table, taken), table },
    draft,
    enums,
    collectionOf,
    onSchemaPage: tablesOfSchemaPage(tree).has(table),
    ...(sourceName === undefined ? {} : { sourceName }),
  };
}

/** The class is one row: `video_playlists` → `VideoPlaylist`. A table in PascalCase has the name that its people gave it. */
const entityName = (table: string, taken: ReadonlySet<string>): string =>
  typeName(/^[A-Z]/.test(table) ? table : tableOfCollection(table), taken, 'Row');
