import type { ColumnDraft, EnumDraft } from '../draft/collection-draft';
import type { KnownEnum } from '../workspace/known-enums';
import { DECORATORS } from './column-code';
import type { LibraryEnum } from './library';
import { typeName } from './names';

/** What the files of a library import or use: no class and no enum may be called so. */
export const TAKEN_NAMES: readonly string[] = [
  ...Object.values(DECORATORS),
  ...['Table', 'UniqueKey', 'IndexOn', 'SampleBson', 'SampleContext', 'SampleSpec'],
  ...['Array', 'BigInt', 'Date', 'Object', 'Record', 'String'],
];

const sameValues = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, n) => value === b[n]);

function libraryEnum(draft: EnumDraft, known: readonly KnownEnum[], taken: ReadonlySet<string>): LibraryEnum {
  const shared = known.find(({ name, values }) => name === draft.name && sameValues(values, draft.values));
  const constant = shared?.constant ?? typeName(draft.name, taken, 'Enum');
  return { constant, name: draft.name, values: draft.values, shared: shared !== undefined };
}

/** The enums of the columns, each once: shared ones as `libs/target-enums` has them, the others by a name of their own. */
export function libraryEnums(
  columns: readonly ColumnDraft[],
  known: readonly KnownEnum[],
): ReadonlyMap<string, LibraryEnum> {
  const enums = new Map<string, LibraryEnum>();
  for (const { enum: draft } of columns) {
    if (draft === undefined || enums.has(draft.name)) continue;
    const taken = new Set([...TAKEN_NAMES, ...[...enums.values()].map(({ constant }) => constant)]);
    enums.set(draft.name, libraryEnum(draft, known, taken));
  }
  return enums;
}

/** A list of imported names, by the alphabet, whether they are types or not. */
export const importList = (names: Iterable<string>): string =>
  [...names].sort((a, b) => a.replace('type ', '').localeCompare(b.replace('type ', ''), 'en')).join(', ');

/** The lines that import enums, from where they are. */
export function enumImports(library: string, enums: readonly LibraryEnum[]): string[] {
  const line = (wanted: boolean, from: string): string[] => {
    const constants = enums.filter(({ shared }) => shared === wanted).map(({ constant }) => constant);
    return constants.length === 0 ? [] : [`import { ${importList(constants)} } from '${from}';`];
  };
  return [...line(true, '@etl/target-enums'), ...line(false, `./${library}.enums`)];
}
