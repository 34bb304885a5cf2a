import { inlineCode } from '@etl/core/value-cases';
import { lineOf, type Sample, SAMPLES } from './bson-samples';
import { type HostileCase, NOW, type Outcome } from './hostile-case';
import { POSITIONS } from './positions';

/** The page on what a place adds to what a column makes of a value, as Markdown. */
export function bsonReference(cases: readonly HostileCase[]): string {
  const table = (...positions: string[]): string[] => sideBySide(cases, positions);
  return [
    '# Where a value stands',
    '',
    'What becomes of a value in each kind of column is in [values.md](values.md); this page has what its place in the document',
    'adds. It is generated from the cases that the end-to-end tests run: BSON documents in a dump, exported and imported.',
    '',
    '## Nothing, or nothing that fits',
    '',
    'BSON undefined counts as a missing field, and where a scalar belongs, an array of one counts as its element. MinKey stands',
    'for whatever the column cannot hold.',
    '',
    ...columnTable(cases),
    '## `_id`',
    '',
    'Equal texts are the same id: an ObjectId and a string with the same hex digits, in any case.',
    '',
    ...idTable(cases),
    '## An element of an array of texts, or of urls',
    '',
    'What fits no text is left out, and kept in the residue.',
    '',
    ...table('element of text[]', 'element of text[] of urls'),
    '## Entries of a fan-out',
    '',
    'The value of `favoriteProperties`, or the one element of its array. Properties with the ids `5` and',
    '`64b7f0a1c2d3e4f5a6b7c8d9` exist. A date that an entry lacks is the start of the run. The user comes also where an entry',
    'is rejected.',
    '',
    ...table('entry of a fan-out', 'in place of the array of a fan-out'),
    '## Texts, keys, and fields that come twice',
    '',
    'Where bytes became U+FFFD, the manifest of the export names the text. A field that no column takes is residue, each leaf',
    'of it under its JSON Pointer.',
    '',
    ...caseTable(cases),
  ].join('\n');
}

function columnTable(cases: readonly HostileCase[]): string[] {
  const values = ['missing', 'null', 'arrayOfNull', 'minKey'];
  return [
    '| column | no field | null | `[null]` | MinKey |',
    '| --- | --- | --- | --- | --- |',
    ...POSITIONS.map(({ title }) => {
      return `| ${[title, ...values.map((value) => cell(outcomeOf(cases, title, value)))].join(' | ')} |`;
    }),
    '',
  ];
}

function sideBySide(cases: readonly HostileCase[], positions: readonly string[]): string[] {
  return [
    `| value | ${positions.join(' | ')} |`,
    `| --- |${' --- |'.repeat(positions.length)}`,
    ...Object.keys(SAMPLES).map((sample) => {
      const cells = positions.map((position) => cell(outcomeOf(cases, position, sample)));
      return `| ${[inlineCode(lineOf(sample as Sample)), ...cells].join(' | ')} |`;
    }),
    '',
  ];
}

function idTable(cases: readonly HostileCase[]): string[] {
  return [
    '| `_id` | outcome | id |',
    '| --- | --- | --- |',
    ...cases
      .filter(({ position }) => position === '_id')
      .map(({ value, id, expected }) => {
        return `| ${value} | ${outcomeWords(expected)} | ${expected.held === undefined ? '' : inlineCode(id)} |`;
      }),
    '',
  ];
}

/** The cases that are no samples. */
function caseTable(cases: readonly HostileCase[]): string[] {
  return [
    '| place | value | outcome | column | residue |',
    '| --- | --- | --- | --- | --- |',
    ...cases
      .filter(({ position, value }) => position !== '_id' && value !== 'missing' && !(value in SAMPLES))
      .map(({ position, value, expected }) => {
        const leaves = Object.entries(expected.residue).map(([path, leaf]) => inlineCode(`${path} ${leaf}`));
        const kept = leaves.length > 10 ? `${leaves.length.toLocaleString('en')} leaves` : leaves.join(', ');
        return `| ${[position, value, outcomeWords(expected), held(expected), kept].join(' | ')} |`;
      }),
    '',
  ];
}

function outcomeOf(cases: readonly HostileCase[], position: string, value: string): Outcome {
  return cases.find((one) => one.position === position && one.value === value)!.expected;
}

function cell(outcome: Outcome): string {
  const text = held(outcome);
  return text === '' ? outcomeWords(outcome) : `${outcomeWords(outcome)}: ${text}`;
}

function held(outcome: Outcome): string {
  if (outcome.held === undefined) return '';
  if (outcome.held === null) return 'null';
  return outcome.held === NOW ? 'the start of the run' : inlineCode(outcome.held);
}

/** The codes of the rejects, else what is counted, without the date that an entry of a fan-out lacks. */
function outcomeWords({ rejects, losses, residue, held: text }: Outcome): string {
  const rejected = rejects.map((reject) => `rejected ${reject.split(' ')[1]}`);
  if (text === undefined) return rejected[0] ?? (Object.keys(residue).length > 0 ? 'residue' : 'no entry');
  const counted = losses
    .filter((loss) => !loss.endsWith('UserFavoriteProperty.createdAt'))
    .map((loss) => loss.replace(/^(\w+) \S+/, '$1'));
  const words = [...new Set([...counted, ...rejected])];
  return words.length === 0 ? 'mapped' : words.join(', ');
}
