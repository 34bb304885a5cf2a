import type { ColumnDescription, SchemaDescription, TableDescription } from '@etl/testing';

const quoted = (name: string): string => `"${name}"`;

function defaultSql({ default: words }: ColumnDescription): string {
  if (words === '') return '';
  if (words === 'now') return ' DEFAULT CURRENT_TIMESTAMP';
  return ` DEFAULT ${words === 'empty array' ? "'{}'" : words}`;
}

function createTable({ name, columns }: TableDescription, enums: SchemaDescription['enums']): string {
  const lines = columns.map((column) => {
    const type = enums.has(column.type) ? quoted(column.type) : column.type;
    return `${quoted(column.name)} ${type}${column.nullable ? '' : ' NOT NULL'}${defaultSql(column)}`;
  });
  return `CREATE TABLE ${quoted(name)} (${lines.join(', ')}, CONSTRAINT "${name}_pkey" PRIMARY KEY (id))`;
}

function addKeys({ name, columns }: TableDescription): string[] {
  return columns.flatMap(({ name: column, references }) => {
    const [, parent, onDelete] = /^(\w+)\.id \((.+)\)$/.exec(references) ?? [];
    if (parent === undefined) return [];
    return `ALTER TABLE ${quoted(name)} ADD CONSTRAINT "${name}_${column}_fkey" FOREIGN KEY (${quoted(column)}) REFERENCES ${quoted(parent)} ON DELETE ${onDelete} ON UPDATE CASCADE`;
  });
}

function createIndexes({ name, indexes }: TableDescription): string[] {
  return indexes.map(
    (index) =>
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(index.name)} ON ${quoted(name)} (${index.columns.map(quoted).join(', ')})`,
  );
}

/** The statements that create the tables of target-schema.md from its own words, by nothing of the product. */
export function pageDdl({ enums, tables }: SchemaDescription): string[] {
  const all = [...tables.values()];
  return [
    ...[...enums].map(
      ([name, values]) =>
        `CREATE TYPE ${quoted(name)} AS ENUM (${values.map((value) => `'${value}'`).join(', ')})`,
    ),
    ...all.map((table) => createTable(table, enums)),
    ...all.flatMap(addKeys),
    ...all.flatMap(createIndexes),
  ];
}
