import { decisionsOf, MARKER } from '../library/decisions';
import { folderOf, type Library } from '../library/library';
import { sourcesText } from '../library/readme-file';
import { goldenOf } from './golden-file';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What was read and found, before anything is written. */
export function foundReport({ names, draft }: Library): string[] {
  const { unpairedColumns, columns, shape } = draft;
  const fields = draft.unpairedFields.filter(({ name }) => name !== '__v');
  const guesses = columns.filter(({ guess }) => guess !== undefined).length;
  const decisions = decisionsOf(draft).length;
  return [
    `${names.name} → ${names.table}`,
    ...sourcesText(draft).map((line) => `  ${line}`),
    ...(shape === undefined
      ? []
      : [
          `  ${counted(guesses, 'column was', 'columns were')} guessed, ${counted(unpairedColumns.length, 'column has', 'columns have')} no field, ${counted(fields.length, 'field has', 'fields have')} no column.`,
        ]),
    ...(decisions === 0
      ? []
      : [
          `  ${counted(decisions, 'decision is', 'decisions are')} left to you: ${MARKER} in the source, and a test that fails.`,
        ]),
  ];
}

export const unchangedReport = (library: Library): string[] => [
  `${folderOf(library)} is what it would become: nothing was written.`,
];

/** What a person does next. */
export function nextReport(library: Library): string[] {
  const { name, table } = library.names;
  const folder = folderOf(library);
  const decisions = decisionsOf(library.draft).length;
  const steps = [
    `Read ${folder}/README.md: what was read, guessed, and left out.`,
    `Read ${goldenOf(name)}: the code that it tests has written it, so only you know whether its rows are right.`,
    ...(decisions === 0
      ? []
      : [
          `Settle the ${counted(decisions, 'open decision', 'open decisions')}: grep -rn ${MARKER} ${folder}`,
        ]),
    `npx nx run-many -t test lint typecheck -p collections-${name}`,
    ...(library.draft.catalog
      ? []
      : [
          `Give the target its table ${table}, where it has none: npm run etl:schema -- apply --collections ${name}`,
        ]),
    // camelCase is the more usual there.
    ...(name.includes('-') && library.sourceName === undefined
      ? [
          `Is it called ${library.names.constant} in MongoDB, or otherwise? Then say so in ${folder}/src/${name}.exporter.ts: { collection: '${library.names.constant}' }`,
        ]
      : []),
    `npm run etl:export -- --collections ${name} --dry-run`,
  ];
  return ['', 'Next:', ...steps.map((step, n) => `  ${n + 1}. ${step}`)];
}
