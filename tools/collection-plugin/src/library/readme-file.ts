import type { CollectionDraft, ColumnDraft, FieldShape } from '../draft/collection-draft';
import { decisionsOf, MARKER } from './decisions';
import { isRequired, isSpeakingName, type Library } from './library';
import { commentText } from './source-text';

/** A name as code within a table: the bars that would end the cell are escaped. */
const code = (text: string): string => `\`${commentText(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
const cell = (text: string): string => commentText(text).replaceAll('|', '\\|');

const thousands = (value: number): string => value.toLocaleString('en-US');
const percent = (share: number): string =>
  share >= 0.995 ? 'always' : `${Math.max(1, Math.round(share * 100))} %`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

/** What the library rests on: how many documents, and whether a table was read. */
export function sourcesText({ table: name, catalog, columns, evidence, shape }: CollectionDraft): string[] {
  const read = evidence === undefined ? undefined : [evidence.documents, evidence.read].sort((a, b) => a - b);
  const [some = 0, all = 0] = read ?? [];
  const documents =
    read === undefined
      ? 'Documents'
      : `${thousands(some)}${all > some ? ` of ${thousands(all)}` : ''} ${all === 1 ? 'document' : 'documents'}`;
  return [
    ...(catalog ? [`The table ${name} of the target: ${columns.length} columns.`] : []),
    ...(shape === undefined ? [] : [`${documents} of the source: ${shape.fields.length} fields.`]),
    ...(catalog || shape !== undefined
      ? []
      : [`Nothing: neither a table nor documents were given. ${name} has the columns that every table has.`]),
  ];
}

function typesText({ types }: FieldShape): string {
  return types.map(({ type, share }) => (types.length === 1 ? type : `${type} ${percent(share)}`)).join(', ');
}

function unpairedFieldRows({ unpairedFields }: CollectionDraft): string[] {
  const named = unpairedFields.filter(({ name }) => isSpeakingName(name) && name !== '__v');
  const others = unpairedFields.filter(({ name }) => !isSpeakingName(name)).length;
  return [
    ...(named.length === 0
      ? []
      : table(
          ['field', 'in', 'type'],
          named.map((field) => [code(field.name), percent(field.presence), typesText(field)]),
        )),
    ...(others === 0
      ? []
      : [
          '',
          `Not listed: ${thousands(others)} whose ${others === 1 ? 'name looks' : 'names look'} like a value.`,
        ]),
  ];
}

function unpairedColumnRows({ columns, unpairedColumns, shape }: CollectionDraft): string[] {
  if (shape === undefined) return [];
  const consequence = (column: ColumnDraft | undefined): string => {
    if (column === undefined) return '';
    if (isRequired(column)) return 'every document is a reject until it has a field';
    return column.default === undefined ? 'null' : `the default, ${String(column.default)}`;
  };
  const rows = unpairedColumns.map((name) => [
    code(name),
    cell(consequence(columns.find((column) => column.name === name))),
  ]);
  return rows.length === 0 ? [] : table(['column', 'what a row has there'], rows);
}

function guessRows({ columns }: CollectionDraft): string[] {
  const guessed = columns.filter(({ guess }) => guess !== undefined);
  if (guessed.length === 0) return [];
  return table(
    ['column', 'from', 'is taken for', 'because'],
    guessed.map(({ name, from, kind, guess = '' }) => [
      code(name),
      from.map(code).join(', '),
      kind,
      cell(guess),
    ]),
  );
}

/** The library's README: what it rests on, and what is left for a person. */
export function readmeFile({ names, draft, onSchemaPage }: Library): string {
  const { name, table: main } = names;
  const decisions = decisionsOf(draft).map(
    ({ subject, question }) => `- ${code(subject)}: ${commentText(question)}`,
  );
  const nextToIt =
    onSchemaPage && !draft.catalog
      ? [
          `- ${main} is on target-schema.md, and was not read from a target: the spec does not compare the two yet.`,
        ]
      : [];
  return [
    `# ${name}`,
    '',
    `The documents of \`${name}\` become rows of \`${main}\`. The library was written once by \`npm run new:collection\`; whatever changes from then on is changed by hand.`,
    ...section(
      'What was read',
      sourcesText(draft).map((line) => `- ${line}`),
    ),
    ...section('Open decisions', [
      ...decisions,
      ...nextToIt,
      ...(decisions.length === 0
        ? []
        : [
            '',
            `Each is marked with \`${MARKER}\` in the source and has a test that fails: decide, change what follows from it, delete the comment, the test, and the line here.`,
          ]),
    ]),
    ...section('Guessed', guessRows(draft)),
    ...section('Columns without a field', unpairedColumnRows(draft)),
    ...section('Fields without a column', unpairedFieldRows(draft)),
    ...section(
      'Worth knowing',
      (draft.notes ?? []).map((note) => `- ${commentText(note)}`),
    ),
    ...section('Samples', [
      `\`${name}.sample.ts\` invents documents; none of its values was read. What they become stands in \`src/__golden__/${name}.json\`.`,
    ]),
    '',
  ].join('\n');
}
