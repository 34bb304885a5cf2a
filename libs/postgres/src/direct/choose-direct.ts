import { onlyIdOf, type TablePlan } from '@etl/core';
import { mainTableOf, resolveGroups } from '../resolve/reference-graph';
import { primaryKeyOf } from '../schema/plan-parts';
import type { ColumnRow } from '../sql/catalog/columns';
import type { IndexRow } from '../sql/catalog/indexes';
import type { CandidateRow, LinkRow } from '../sql/direct/candidates';

/** What the catalog says of the tables of an import. */
export interface DirectFacts {
  readonly tables: readonly TablePlan[];
  readonly candidates: readonly CandidateRow[];
  readonly links: readonly LinkRow[];
  readonly indexes: readonly IndexRow[];
  readonly columns: readonly ColumnRow[];
}

/** Values of these types always fit an index. */
const SHORT_TYPE =
  /^(smallint|integer|bigint|boolean|real|double precision|numeric|numeric\(.*\)|date|uuid|timestamp.*)$/;

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

/** The tables that take the place of their stage, and why the others do not. */
export interface DirectChoice {
  readonly direct: ReadonlySet<string>;
  readonly reasons: ReadonlyMap<string, string>;
}

/**
 * A table can take the place of its stage where it is fit in itself, and nothing outside of such tables refers to it.
 * `blocked` are those that turned out not to be: with rows, locked, with a key that something depends on.
 */
export function chooseDirect(facts: DirectFacts, blocked: ReadonlyMap<string, string>): DirectChoice {
  const direct = new Set<string>();
  const reasons = new Map<string, string>();
  for (const table of facts.tables) {
    const reason = blocked.get(table.name) ?? unfitness(table, facts);
    if (reason === null) direct.add(table.name);
    else reasons.set(table.name, reason);
  }
  for (let before = -1; before !== direct.size;) {
    before = direct.size;
    for (const { table, tableHere, referenced, referencedHere } of facts.links) {
      if (!referencedHere || !direct.has(referenced) || (tableHere && direct.has(table))) continue;
      direct.delete(referenced);
      reasons.set(referenced, `${table} refers to it and keeps its keys`);
    }
  }
  return { direct, reasons };
}

/** Why a table is not fit in itself; null where it is. */
function unfitness(table: TablePlan, facts: DirectFacts): string | null {
  const { name } = table;
  const candidate = facts.candidates.find((row) => row.name === name);
  if (candidate === undefined) return 'it is not there';
  if (candidate.reason !== null) return candidate.reason;
  // The loader tells rows apart by the first column of the table.
  if (table.columns[0] !== primaryKeyOf(table)) return 'its key is not its first column';
  const main = mainTableOf(table, facts.tables);
  if (main !== undefined && onlyIdOf(main) !== undefined) return 'all documents become one row';
  // Who gets a unique key is uncertain there for more rows than those that want one.
  if (isInCircle(table, facts.tables)) return 'its required references go in a circle';
  const key = facts.links.find(
    (link) => link.tableHere && link.table === name && !isPlanned(link, table, facts),
  );
  if (key !== undefined) return `its foreign key ${key.name} is not that of the entity`;
  const index = facts.indexes.find((row) => row.table === name && !isJudged(row, table, facts.columns));
  return index === undefined ? null : `its index ${index.name} is not one of the entity`;
}

function isInCircle(table: TablePlan, tables: readonly TablePlan[]): boolean {
  return resolveGroups(tables).some(({ cyclic, tables: members }) => cyclic && members.includes(table));
}

/** A foreign key that resolving has looked at. */
function isPlanned(link: LinkRow, table: TablePlan, { tables }: DirectFacts): boolean {
  const [column, ...others] = link.columns;
  const spec = table.columns.find(({ name }) => name === column);
  const parent = tables.find(({ name }) => name === link.referenced);
  const parentKey = parent === undefined ? 'id' : primaryKeyOf(parent).name;
  return (
    link.exact &&
    link.referencedHere &&
    others.length === 0 &&
    spec?.reference?.table === link.referenced &&
    sameSet(link.referencedColumns, [parentKey])
  );
}

/** An index that no row can fail: resolving has judged it, or its values are short and need not be unique. */
function isJudged(index: IndexRow, table: TablePlan, columns: readonly ColumnRow[]): boolean {
  const own = index.columns ?? [];
  if (index.primary) return sameSet(own, [primaryKeyOf(table).name]);
  if (table.indexes.some((plan) => plan.unique === index.unique && sameSet(plan.columns, own))) return true;
  const isShort = (name: string): boolean => {
    const column = columns.find((row) => row.table === table.name && row.name === name);
    return column !== undefined && (column.labels !== null || SHORT_TYPE.test(column.type));
  };
  return !index.unique && own.length > 0 && own.every(isShort);
}
