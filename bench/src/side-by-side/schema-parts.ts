import { quoted, type ScratchDatabases } from './scratch-databases';

/** The target's schema, taken apart as somebody does who loads into bare tables. */
export interface SchemaParts {
  /** Parents before children. */
  readonly tables: readonly string[];
  readonly dropKeys: readonly string[];
  /** Statements of each table that bring its primary key, unique and other indexes back; foreign keys come after all. */
  readonly indexes: ReadonlyMap<string, readonly string[]>;
  readonly foreignKeys: readonly string[];
  /** The column by which rows of a table refer to others of it. */
  readonly selfReferences: ReadonlyMap<string, string>;
}

interface KeyRow {
  readonly table_name: string;
  readonly name: string;
  readonly kind: 'f' | 'p' | 'i';
  readonly definition: string;
  readonly parent: string | null;
  /** Of a foreign key. */
  readonly column_name: string | null;
}

const KEYS = `
SELECT t.relname AS table_name, c.conname AS name, c.contype::text AS kind,
       pg_get_constraintdef(c.oid) AS definition, p.relname AS parent, a.attname AS column_name
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid LEFT JOIN pg_class p ON p.oid = c.confrelid
LEFT JOIN pg_attribute a ON c.contype = 'f' AND a.attrelid = t.oid AND a.attnum = c.conkey[1]
WHERE t.relnamespace = 'public'::regnamespace AND c.contype IN ('f', 'p')
UNION ALL
SELECT t.relname, i.relname, 'i', pg_get_indexdef(x.indexrelid), NULL, NULL
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
WHERE t.relnamespace = 'public'::regnamespace AND NOT x.indisprimary
ORDER BY 1, 2`;

const TABLES = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`;

export async function readSchemaParts(databases: ScratchDatabases, database: string): Promise<SchemaParts> {
  const tables = await databases.query<{ name: string }>(database, TABLES);
  const keys = await databases.query<KeyRow>(database, KEYS);
  const foreign = keys.filter(({ kind }) => kind === 'f');
  const add = ({ table_name, name, definition }: KeyRow): string =>
    `ALTER TABLE ${quoted(table_name)} ADD CONSTRAINT ${quoted(name)} ${definition}`;
  return {
    tables: inOrderOfReferences(
      tables.map(({ name }) => name),
      foreign,
    ),
    dropKeys: [...foreign, ...keys.filter(({ kind }) => kind !== 'f')].map(({ table_name, name, kind }) =>
      kind === 'i'
        ? `DROP INDEX ${quoted(name)}`
        : `ALTER TABLE ${quoted(table_name)} DROP CONSTRAINT ${quoted(name)}`,
    ),
    indexes: new Map(
      tables.map(({ name: table }) => [
        table,
        keys
          .filter(({ table_name, kind }) => table_name === table && kind !== 'f')
          .map((key) => (key.kind === 'p' ? add(key) : key.definition)),
      ]),
    ),
    foreignKeys: foreign.map(add),
    selfReferences: new Map(
      foreign
        .filter(({ table_name, parent }) => table_name === parent)
        .map(({ table_name, column_name }) => [table_name, column_name!]),
    ),
  };
}

function inOrderOfReferences(tables: readonly string[], foreign: readonly KeyRow[]): string[] {
  const ordered = new Set<string>();
  const visit = (table: string): void => {
    if (ordered.has(table)) return;
    for (const { table_name, parent } of foreign)
      if (table_name === table && parent !== null && parent !== table) visit(parent);
    ordered.add(table);
  };
  tables.forEach(visit);
  return [...ordered];
}

/** When the imports of a database began, as a timestamp of it prints that; none where nothing was imported. */
export async function startsOfImports(databases: ScratchDatabases, database: string): Promise<string[]> {
  const [there] = await databases.query<{ run: string | null }>(
    database,
    `SELECT to_regclass('_etl.run') AS run`,
  );
  if (there!.run === null) return [];
  const starts = `SELECT ("started_at" AT TIME ZONE 'UTC')::timestamp(3)::text AS start FROM _etl.run`;
  return (await databases.query<{ start: string }>(database, starts)).map(({ start }) => start);
}

/**
 * One line a table: its number of rows, and a digest of what is in them in whatever order.
 * @param nows what stands for "now" where a document has no time of its own: it differs from import to import
 */
export async function fingerprint(
  databases: ScratchDatabases,
  database: string,
  tables: readonly string[],
  nows: readonly string[],
): Promise<Record<string, string>> {
  const text = nows.reduce((row, now) => `replace(${row}, '${now}', 'now')`, 't::text');
  const lines: Record<string, string> = {};
  for (const table of tables) {
    const [row] = await databases.query<{ rows: string; digest: string }>(
      database,
      `SELECT count(*) AS rows, coalesce(md5(string_agg(h, '' ORDER BY h COLLATE "C")), '') AS digest
       FROM (SELECT md5(${text}) AS h FROM ${quoted(table)} t) rows`,
    );
    lines[table] = `${row!.rows} ${row!.digest}`;
  }
  return lines;
}
