import {
  byName,
  type ColumnDescription,
  type IndexDescription,
  type SchemaDescription,
  type TableDescription,
} from './table-description';

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const isRow = (line: string): boolean => line.startsWith('|') && !line.startsWith('| ---');

function columnOf(line: string): ColumnDescription {
  const [name = '', type = '', nullable = '', value = '', references = ''] = cellsOf(line);
  // The page leaves one text open: the column may do without it.
  const open = value.startsWith('a default text');
  return { name, type, nullable: nullable === 'yes', default: open ? '' : value, references };
}

function indexesOf(lines: readonly string[]): IndexDescription[] {
  const text = lines.find((line) => line.startsWith('Indexes: '));
  const found = (text ?? '').matchAll(/(unique )?`(\w+)` \(([^)]*)\)/g);
  return [...found]
    .map(([, unique, name = '', columns = '']) => ({
      name,
      columns: columns.split(', '),
      unique: unique !== undefined,
    }))
    .sort(byName);
}

/** Reads the tables of target-schema.md: the enum types, and a section `### \`Table\`` for each table. */
export function parseTargetSchema(markdown: string): SchemaDescription {
  const [enumPart = '', ...sections] = markdown.split(/^### /m);
  const enums = new Map<string, readonly string[]>();
  for (const line of enumPart.split('\n').filter(isRow).slice(1)) {
    const [name = '', values = ''] = cellsOf(line);
    enums.set(
      name.replaceAll('`', ''),
      [...values.matchAll(/`([^`]+)`/g)].map(([, value = '']) => value),
    );
  }
  const tables = new Map<string, TableDescription>();
  for (const section of sections) {
    const lines = section.split('\n');
    const name = (lines[0] ?? '').replaceAll('`', '').trim();
    tables.set(name, {
      name,
      columns: lines.filter(isRow).slice(1).map(columnOf),
      indexes: indexesOf(lines),
    });
  }
  return { enums, tables };
}
