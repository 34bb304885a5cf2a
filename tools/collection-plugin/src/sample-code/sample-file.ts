import type { ColumnDraft, FieldShape } from '../draft/collection-draft';
import { isSpeakingName, type Library, presenceOf, shapeOf } from '../library/library';
import { enumImports, importList } from '../library/library-enums';
import { propertyKey, quoted } from '../library/source-text';
import { CodeFile, CodeScope } from './code-scope';
import { distinctColumns } from './distinct-columns';
import { conditionCode, presenceCode, shareText } from './presence-code';
import { textCode } from './text-code';
import { valueCode } from './value-code';
import type { ValuePlace } from './value-place';

/** Fields that no column takes are there for the residue; more of them show nothing more. */
const MOST_UNPAIRED = 30;
/** How many of the invented documents have a field whose name is data. */
const RARE = 0.1;

function placeOf(library: Library, column: ColumnDraft, distinct: boolean): ValuePlace {
  const shape = shapeOf(library.draft, column);
  const name = shape?.name ?? column.from[0] ?? column.name;
  return { library, path: [name], column, distinct, ...(shape === undefined ? {} : { shape }) };
}

/** The field of a column; where the documents have an older spelling beside the newest, either of the two. */
function columnEntry(scope: CodeScope, library: Library, column: ColumnDraft, distinct: boolean): string {
  const place = placeOf(library, column, distinct);
  const name = place.path[0] ?? column.name;
  const older = library.draft.shape?.fields.find(
    (field) => field.name !== name && column.from.includes(field.name),
  );
  const newestShare = presenceOf(library.draft, column);
  const presence = Math.min(1, newestShare + (older?.presence ?? 0));
  const value = valueCode(scope, place);
  if (older === undefined) return presenceCode(scope, { name, key: propertyKey(name), value, presence });
  const share = shareText(older.presence / (older.presence + newestShare));
  const either = `${scope.call('chance', scope.use('random'), share)} ? { ${propertyKey(older.name)}: ${value} } : { ${propertyKey(name)}: ${value} }`;
  if (presence >= 0.995) return `...(${either})`;
  return `...(${conditionCode(scope, name, presence)} ? (${either}) : {})`;
}

const isInventable = ({ types }: FieldShape): boolean => types.some(({ type }) => type !== 'other');

/** The fields that no column takes, as far as their names tell of the shape and not of somebody. */
function unpairedEntries(scope: CodeScope, library: Library, taken: ReadonlySet<string>): string[] {
  const { unpairedFields, shape: seen } = library.draft;
  const named = unpairedFields
    .filter((shape) => isSpeakingName(shape.name) && isInventable(shape))
    .filter(({ name }) => name !== '_id' && name !== '__v' && !taken.has(name))
    .slice(0, MOST_UNPAIRED);
  return [...named, ...(seen?.values === undefined ? [] : [{ ...seen.values, presence: RARE }])].map(
    (shape) => {
      const value = valueCode(scope, { library, path: [shape.name], shape, distinct: false });
      return presenceCode(scope, { ...shape, key: propertyKey(shape.name), value });
    },
  );
}

/** `_id`, as the documents have it. */
function idEntry(scope: CodeScope, library: Library): string {
  const { names, draft } = library;
  const shape = draft.shape?.fields.find(({ name }) => name === '_id');
  const id = (): string => `${scope.use('id')}(${quoted(names.name)}, ${scope.use('n')})`;
  // Its own rows are referred to by the ids of the context.
  const isReferredTo = draft.columns.some(({ reference }) => reference?.table === draft.table);
  const uuid = (): string =>
    textCode(scope, { collection: names.name, path: ['_id'], distinct: true }, undefined, 'uuid');
  const text = (): string => (shape?.format === 'uuid' ? uuid() : `\`${names.name}-\${${scope.use('n')}}\``);
  switch (shape?.types[0]?.type) {
    case 'string':
      return `_id: ${isReferredTo || shape.format === 'hex-id' ? id() : text()}`;
    case 'other':
      return `_id: ${isReferredTo || shape.format !== 'uuid' ? scope.bson('objectId', id()) : scope.bson('uuid', uuid())}`;
    case 'int32':
    case 'int64':
    case 'double':
      return `_id: ${scope.bson('int32', `${scope.use('n')} + 1`)}`;
    default:
      return `_id: ${scope.bson('objectId', id())}`;
  }
}

function entriesOf(scope: CodeScope, library: Library): string {
  const { draft } = library;
  const distinct = distinctColumns(draft);
  const withFields = draft.columns.filter(({ kind }) => kind !== 'id');
  const taken = new Set(['_id']);
  const paired: string[] = [];
  const invented: string[] = [];
  for (const column of withFields) {
    const shape = shapeOf(draft, column);
    const name = shape?.name ?? column.from[0] ?? column.name;
    if (taken.has(name)) continue;
    for (const spelling of [name, ...column.from]) taken.add(spelling);
    const list = draft.shape !== undefined && shape === undefined ? invented : paired;
    list.push(columnEntry(scope, library, column, distinct.has(column.name)));
  }
  const unpaired = unpairedEntries(scope, library, taken);
  const section = (remark: string, entries: readonly string[]): string[] =>
    entries.length === 0 ? [] : [`// ${remark}`, ...entries.map((entry) => `${entry},`)];
  return [
    `${idEntry(scope, library)},`,
    ...paired.map((entry) => `${entry},`),
    ...section(
      'The documents that were read have none of these: they are here so that their columns are tried.',
      invented,
    ),
    ...section('No column takes these: they become residue.', unpaired),
    ...(draft.shape === undefined || draft.shape.fields.some(({ name }) => name === '__v')
      ? [`__v: ${scope.bson('int32', '0')},`]
      : []),
  ].join('\n');
}

const CONSTANTS = {
  CREATED: 'Date.UTC(2022, 0, 3, 8)',
  HOUR: '3_600_000',
  DAY: '86_400_000',
} as const;

function importsOf(file: CodeFile, { names, enums }: Library): string[] {
  const used = [...enums.values()].filter(({ constant }) => file.enums.has(constant));
  const core = importList([...file.imports, 'type SampleSpec']);
  return [`import { ${core} } from '@etl/core';`, ...enumImports(names.name, used)];
}

function remarkOf({ imports }: CodeFile, { draft }: Library): string {
  const source = draft.shape === undefined ? 'the columns' : 'the documents that were read';
  const lines = [
    `Invented in the shape of ${source}: no value is of anybody.`,
    ...(imports.has('someIdEndingIn')
      ? ['References go to documents at 1, 11, 21, …: the peculiar ones of a sample are at other places.']
      : []),
  ];
  return lines.length === 1
    ? `/** ${lines.join('')} */`
    : ['/**', ...lines.map((line) => ` * ${line}`), ' */'].join('\n');
}

/** `<name>.sample.ts`: invents documents in the shape of those that were read, or of the columns. */
export function sampleFile(library: Library): string {
  const file = new CodeFile();
  const scope = new CodeScope(file);
  const entries = entriesOf(scope, library);
  const created = scope.uses('created')
    ? `const created = ${scope.constant('CREATED')} + ${scope.use('n')} * ${scope.constant('HOUR')};\n`
    : '';
  const { list, unpacking } = scope.parameters(false);
  const constants = (['CREATED', 'HOUR', 'DAY'] as const).filter((name) => file.constants.has(name));
  return [
    ...importsOf(file, library),
    '',
    ...constants.map((name) => `const ${name} = ${CONSTANTS[name]};`),
    '',
    ...[...file.functions.values()].map((code) => `${code}\n`),
    remarkOf(file, library),
    `export const ${library.names.constant}Sample: SampleSpec = {`,
    'count: (properties) => Math.max(20, Math.ceil(properties / 4)),',
    `document: (${list}) => {`,
    `${unpacking}${created}return {`,
    entries,
    '};',
    '},',
    '};',
    '',
  ].join('\n');
}
