import { DraftError } from '../draft/draft-error';
import { editDistance } from '../names/edit-distance';
import { singularWords } from '../names/nouns';
import { wordsOf } from '../names/words';
import type { TableNameRow } from './sql/table-names';

/** As many names as one reads. */
const MOST_NAMES = 5;

const plain = (name: string): string => singularWords(wordsOf(name)).join('');

/** What a table that is not there may have been meant to be: another case, plural or style, a slip, a part of the name. */
function isNear(wanted: string, name: string): boolean {
  const [a, b] = [plain(wanted), plain(name)];
  const shorter = Math.min(a.length, b.length);
  return (
    a === b ||
    editDistance(a, b) <= Math.floor(shorter / 3) ||
    (shorter >= 4 && (a.includes(b) || b.includes(a)))
  );
}

const listed = (names: readonly string[]): string =>
  names
    .slice(0, MOST_NAMES)
    .map((name) => `"${name}"`)
    .join(', ') + (names.length > MOST_NAMES ? `, … (${names.length})` : '');

/** Why the table cannot be read, and which one may have been meant. `where` names the database without its password. */
export function missingTable(
  table: string,
  schema: string,
  where: string,
  there: readonly TableNameRow[],
): DraftError {
  const own = there.filter((row) => row.schema === schema);
  if (own.some(({ name }) => name === table)) {
    return new DraftError(
      `"${table}" in ${where} is a view or a foreign table, which nothing can be imported into.`,
      'Pass --table with the table behind it.',
    );
  }
  const problem = `The schema ${schema} of ${where} has no table "${table}".`;
  const qualified = there.find(
    (row) => row.isTable && `${row.schema}.${row.name}` === table.replaceAll('"', ''),
  );
  if (qualified !== undefined) {
    const where =
      qualified.schema === schema ? '' : `, and add ?schema=${qualified.schema} to the URI of the target`;
    return new DraftError(
      problem,
      `A schema does not belong to the name: pass --table ${qualified.name}${where}.`,
    );
  }
  const tables = own.filter(({ isTable }) => isTable).map(({ name }) => name);
  const otherCase = tables.find((name) => name.toLowerCase() === table.toLowerCase());
  if (otherCase !== undefined) {
    return new DraftError(
      problem,
      `There is "${otherCase}": case counts in the name of a table. Pass --table ${otherCase}.`,
    );
  }
  const elsewhere = there.find((row) => row.name === table && row.isTable && row.schema !== schema);
  if (elsewhere !== undefined) {
    return new DraftError(
      problem,
      `There is one in the schema ${elsewhere.schema}: add ?schema=${elsewhere.schema} to the URI of the target.`,
    );
  }
  const near = tables.filter((name) => isNear(table, name));
  if (near.length > 0)
    return new DraftError(problem, `Pass --table with one that is there, such as ${listed(near)}.`);
  if (tables.length > 0)
    return new DraftError(problem, `Pass --table with one that is there: ${listed(tables)}.`);
  return new DraftError(
    problem,
    'It has no table at all: check the database in the URI, or create the table first.',
  );
}
