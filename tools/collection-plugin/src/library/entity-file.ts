import type { ColumnDraft, DecisionDraft, FieldShape } from '../draft/collection-draft';
import { columnCode, DECORATORS } from './column-code';
import { decisionsOf, marked, placeOf } from './decisions';
import { enumImports, importList } from './library-enums';
import { isSpeakingName, type Library, shapeOf } from './library';
import { commentLines, quoted } from './source-text';

/** More names than a line holds, and than anybody reads. */
const MOST_NAMES = 8;

/** `{ url, caption }[]` for a document or an array of documents; undefined for anything else. */
function documentText(shape: FieldShape | undefined): string | undefined {
  const isArray = shape?.items !== undefined;
  const fields = (shape?.items?.element ?? shape)?.fields ?? [];
  const names = fields.map(({ name }) => name).filter(isSpeakingName);
  if (names.length === 0) return undefined;
  const more = names.length > MOST_NAMES ? ', …' : '';
  return `{ ${names.slice(0, MOST_NAMES).join(', ')}${more} }${isArray ? '[]' : ''}`;
}

/** What a reader of the class wants to know beyond the decorator. */
function remarkOf({ draft }: Library, column: ColumnDraft): string[] {
  if (column.kind !== 'jsonb') return [];
  const text = documentText(shapeOf(draft, column));
  return text === undefined ? [] : [`/** \`${text}\` */`];
}

function propertyCode(library: Library, column: ColumnDraft, decisions: readonly DecisionDraft[]): string {
  const open = decisions.filter((decision) => {
    const place = placeOf(library.draft, decision);
    return typeof place === 'object' && place.column === column.name;
  });
  return [
    ...open.flatMap((decision) => commentLines(marked(decision))),
    ...remarkOf(library, column),
    columnCode(column, library.enums),
  ].join('\n');
}

function importsOf({ draft, enums, names }: Library): string[] {
  const { columns, indexes } = draft;
  const core = new Set<string>(['Table', ...columns.map(({ kind }) => DECORATORS[kind])]);
  for (const { unique } of indexes) core.add(unique ? 'UniqueKey' : 'IndexOn');
  return [
    `import { ${importList(core)} } from '@etl/core';`,
    ...enumImports(names.name, [...enums.values()]),
  ];
}

/** `<name>.entity.ts`: one decorated property a column, in the order of the table. */
export function entityFile(library: Library): string {
  const { names, draft } = library;
  const decisions = decisionsOf(draft);
  const ofTable = decisions.filter((decision) => placeOf(draft, decision) === 'table');
  return [
    ...importsOf(library),
    '',
    ...ofTable.flatMap((decision) => commentLines(marked(decision))),
    `@Table(${quoted(names.table)})`,
    ...draft.indexes.map(
      ({ columns, unique }) => `@${unique ? 'UniqueKey' : 'IndexOn'}(${columns.map(quoted).join(', ')})`,
    ),
    `export class ${names.entity} {`,
    ...draft.columns.map((column) => propertyCode(library, column, decisions)),
    '}',
    '',
  ].join('\n');
}

/** `<name>.enums.ts`: the enums that no other table shares; undefined where there are none. */
export function enumsFile({ enums }: Library): string | undefined {
  const own = [...enums.values()].filter(({ shared }) => !shared);
  if (own.length === 0) return undefined;
  const definitions = own.map(
    ({ constant, name, values }) =>
      `export const ${constant} = defineEnum(${quoted(name)}, [${values.map(quoted).join(', ')}]);`,
  );
  return [`import { defineEnum } from '@etl/core';`, '', definitions.join('\n\n'), ''].join('\n');
}
