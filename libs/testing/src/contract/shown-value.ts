import type { RowDifference } from '../oracle/row-differences';

/** Longer texts are cut: a finding has to be read. */
const LONGEST = 200;
const LONGEST_DOCUMENT = 3_000;
/** Characters shown in front of the first that differs. */
const BEFORE = 40;

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;

export const shownValue = (text: string | null): string => (text === null ? 'null' : cut(text, LONGEST));

/** The document of a finding, on a line of its own. */
export const documentLine = (json: string): string => `\n      document: ${cut(json, LONGEST_DOCUMENT)}`;

/** `expected … ↔ found …`; of long texts what stands around the first character that differs. */
export function shownDifference(expected: string | null, found: string | null): string {
  const quoted = (text: string | null): string => (text === null ? 'null' : JSON.stringify(text));
  const [want, have] = [quoted(expected), quoted(found)];
  if (Math.max(want.length, have.length) <= LONGEST) return `expected ${want} ↔ found ${have}`;
  let same = 0;
  while (same < want.length && want[same] === have[same]) same += 1;
  const from = Math.max(0, same - BEFORE);
  const part = (text: string): string =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + LONGEST)}${text.length > from + LONGEST ? '…' : ''}`;
  return `expected ${part(want)} ↔ found ${part(have)} (from character ${same} on)`;
}

/** The row, the column, the difference. */
export function differenceText({ table, id, column, expected, found }: RowDifference): string {
  const row = /^[\w-]+$/.test(id) ? id : JSON.stringify(id);
  const where = `${table}${column === null ? '' : `.${column}`} of row ${row}`;
  return `${where}: ${column === null ? `expected ${expected} ↔ found ${found}` : shownDifference(expected, found)}`;
}

/** The same, and the document that asks for the row. */
export const shownRowDifference = (difference: RowDifference): string =>
  differenceText(difference) + (difference.source === undefined ? '' : documentLine(difference.source.json));
