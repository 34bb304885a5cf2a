import type { ColumnRow, ForeignKeyRow } from '@etl/postgres';
import type { ColumnDraft, DecisionDraft, IndexDraft } from '../draft/collection-draft';
import { DraftError } from '../draft/draft-error';
import { saidDefault } from './column-default';
import { kindOfColumn, type KindOrReason } from './column-kind';
import { foreignKeysByColumn, referenceBy } from './foreign-keys';
import type { TableFacts } from './read-table';

/** What a table says of a collection, before any document is looked at: no column has a source yet. */
export interface TableDraft {
  readonly columns: readonly ColumnDraft[];
  readonly indexes: readonly IndexDraft[];
  readonly decisions: readonly DecisionDraft[];
  readonly notes: readonly string[];
}

/**
 * Turns what the catalog says into columns that the decorators can say. What they cannot is a decision where it changes
 * rows or stops an import, else a note.
 * @throws DraftError where the table cannot be a collection's: no primary key or one of several columns, an id that is
 *   no text, types that no codec covers (all of them named)
 */
export function draftTable(facts: TableFacts): TableDraft {
  const written = facts.columns.filter(({ generated, identity }) => !generated && !identity);
  const primaryKey = primaryKeyOf(facts);
  const keys = foreignKeysByColumn(facts);
  const kinds = new Map(written.map((column) => [column.name, kindOf(column, primaryKey, keys.byColumn)]));
  requireCovered(facts, written, primaryKey, kinds);
  const decisions = [...keys.decisions];
  const columns = written.map((column): ColumnDraft => {
    const {
      kind,
      enum: type,
      numeric,
    } = kinds.get(column.name) as Exclude<KindOrReason, { uncovered: string }>;
    const reference = kind === 'reference' ? keys.byColumn.get(column.name) : undefined;
    const expression = facts.defaults.get(column.name);
    const said = expression === undefined ? undefined : saidDefault(kind, expression);
    if (expression !== undefined && said === undefined) {
      const decision = decisionOnDefault(column, kind, expression);
      if (decision !== null) decisions.push(decision);
    }
    if (kind === 'text-array' && expression === undefined) decisions.push(decisionOnArray(column));
    return {
      name: column.name,
      kind,
      nullable: !column.notNull,
      from: kind === 'id' ? ['_id'] : [],
      ...(said?.value === undefined ? {} : { default: said.value }),
      ...(type === undefined ? {} : { enum: type }),
      ...(numeric === undefined ? {} : { numeric }),
      ...(reference === undefined ? {} : { reference: referenceBy(reference, !column.notNull) }),
    };
  });
  return { columns, indexes: indexesOf(facts), decisions, notes: [...keys.notes, ...notesOn(facts)] };
}

function primaryKeyOf({ table, indexes }: TableFacts): string {
  const columns = indexes.find(({ primary }) => primary)?.columns ?? [];
  const [only] = columns;
  if (only === undefined) {
    throw new DraftError(
      `The table "${table}" has no primary key: a row could not be told from another.`,
      `Give it one: ALTER TABLE "${table}" ADD PRIMARY KEY (…), of one text column that holds the document's _id.`,
    );
  }
  if (columns.length > 1) {
    throw new DraftError(
      `The primary key of "${table}" has ${columns.length} columns (${columns.join(', ')}); a row is known by one, which holds the document's _id.`,
      'Add a text column for the id, make it the primary key, and keep the columns unique: libs/collections/users has two tables of this kind (@DerivedId).',
    );
  }
  return only;
}

function kindOf(
  column: ColumnRow,
  primaryKey: string,
  keys: ReadonlyMap<string, ForeignKeyRow>,
): KindOrReason {
  if (column.name === primaryKey) return { kind: 'id' };
  const found = kindOfColumn(column);
  if ('uncovered' in found || !keys.has(column.name)) return found;
  return found.kind === 'text'
    ? { kind: 'reference' }
    : { uncovered: `${column.type}, a foreign key (ids are text)` };
}

function requireCovered(
  { table, columns }: TableFacts,
  written: readonly ColumnRow[],
  primaryKey: string,
  kinds: ReadonlyMap<string, KindOrReason>,
): void {
  const id = columns.find(({ name }) => name === primaryKey);
  const uncovered = written.flatMap(({ name }) => {
    const found = kinds.get(name)!;
    return 'uncovered' in found ? [`  ${name}: ${found.uncovered}`] : [];
  });
  const byHand =
    'Change their types, or write a codec (CONTRIBUTING.md, "A codec of your own") and the columns by hand: without ' +
    '--target, the library is generated from the documents.';
  const types = `The table "${table}" has columns of types that no codec covers:\n${uncovered.join('\n')}`;
  if (id?.type !== 'text') {
    throw new DraftError(
      `The primary key of "${table}", ${primaryKey}, is ${id?.type ?? 'not there'}; it has to be text, for it holds the document's _id (24 hex digits of an ObjectId).` +
        (uncovered.length === 0 ? '' : `\n${types}`),
      `Make it text in the target, and whatever refers to it.${uncovered.length === 0 ? '' : ` Of the others: ${byHand}`}`,
    );
  }
  if (uncovered.length > 0) throw new DraftError(types, byHand);
}

/** What a missing field becomes, since the import does not know the default. */
function decisionOnDefault(
  { name, notNull }: ColumnRow,
  kind: ColumnDraft['kind'],
  expression: string,
): DecisionDraft | null {
  // Every row has its document's _id; only a constant says that the table is meant to hold one row under a name.
  if (kind === 'id' && !expression.startsWith("'")) return null;
  if (kind === 'id') {
    return {
      subject: name,
      question: `The primary key has the default ${expression}, as if one row were to go by that name; an import gives every row its document's _id. Is that meant, or does the _id have to become the default's value, as @Id({ always: … }) makes it?`,
    };
  }
  const ordinary = notNull ? 'will be rejected' : 'will get null';
  const effect = kind === 'text-array' ? 'will get an empty array' : ordinary;
  return {
    subject: name,
    question: `The target's default is ${expression}, which no decorator for this column says: a document without the field ${effect}. Is that meant, should the documents be completed, or should the default be one that a decorator says?`,
  };
}

function decisionOnArray({ name }: ColumnRow): DecisionDraft {
  return {
    subject: name,
    question: `The target has no default for this array, but @TextArray always has an empty one: a document without the field will get {}. Is that meant, then ALTER COLUMN … SET DEFAULT '{}' says so in the target too; or write a decorator without a default.`,
  };
}

/** Unique keys first; those that a decorator can say. */
function indexesOf({ indexes }: TableFacts): IndexDraft[] {
  const said = new Map<string, IndexDraft>();
  const plain = indexes.filter((index) => index.plain && !index.primary && index.columns !== null);
  for (const { columns, unique } of [...plain].sort((a, b) => Number(b.unique) - Number(a.unique))) {
    said.set(JSON.stringify([unique, columns]), { columns: columns ?? [], unique });
  }
  return [...said.values()];
}

function notesOn({ table, columns, indexes, otherConstraints }: TableFacts): string[] {
  return [
    ...columns
      .filter(({ generated, identity }) => generated || identity)
      .map(({ name }) => `${name} is filled in by the target: the entity leaves it out.`),
    ...indexes
      .filter(({ plain, primary }) => !plain && !primary)
      .map(
        ({ name, unique }) =>
          `The ${unique ? 'unique index' : 'index'} ${name} is partial, on an expression, or no ordinary B-tree: ` +
          `a decorator cannot say it.${unique ? ' A row that breaks it is a reject (TARGET_REFUSED).' : ''}`,
      ),
    ...otherConstraints
      .filter(({ kind }) => kind !== 'foreign')
      .map(
        ({ name, definition }) =>
          `The target holds ${table} to ${name}, ${definition}: a row that breaks it is a reject (TARGET_REFUSED).`,
      ),
  ];
}
