import { BSON_SAMPLES, type CodecCases, type Expectation } from './value-case';

/** The page on what happens to a value, as Markdown, from the table of cases that the specs of the codecs run. */
export function valueReference(codecs: readonly CodecCases[]): string {
  return [
    '# What happens to a value',
    '',
    'Generated from the cases that the tests run: a value of the document, in Extended JSON, what becomes of it, and what',
    'the column holds. "unfit" means: null in a nullable column, with the original in the residue; a reject in a column',
    'that is NOT NULL. What is noted is kept in the residue, by JSON Pointer. What the place in the document adds (`_id`, an',
    'element of an array, a fan-out, a field that no column takes) is in [bson.md](bson.md).',
    '',
    ...codecs.flatMap(codecSection),
  ].join('\n');
}

function codecSection({ title, byType, cases }: CodecCases): string[] {
  const types = Object.entries(byType).map(([type, expectation]) => {
    return row(BSON_SAMPLES[type as keyof typeof BSON_SAMPLES], expectation);
  });
  return [
    `## ${title}`,
    '',
    '| value | outcome | column | noted |',
    '| --- | --- | --- | --- |',
    ...new Set([...types, ...cases.map(([value, ...expectation]) => row(value, expectation))]),
    '',
  ];
}

function row(value: string, [outcome, column, ...notes]: Expectation): string {
  const held =
    column === undefined ? '' : inlineCode(typeof column === 'string' ? column : `{${column.join(', ')}}`);
  return `| ${inlineCode(value)} | ${outcome} | ${held} | ${notes.map(inlineCode).join(', ')} |`;
}

/** Longer values are cut: they are about their length. */
const LONGEST = 120;

/** A text as code in a table of Markdown. */
export function inlineCode(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  if (shown === '') return '(empty)';
  const visible = JSON.stringify(shown)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll('\\\\', '\\')
    .replaceAll('|', '\\|');
  return visible.includes('`') ? `\`\` ${visible} \`\`` : `\`${visible}\``;
}
