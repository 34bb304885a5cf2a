/** → the tables and views of the database, but for PostgreSQL's own. */
export const tableNamesSql = `SELECT n.nspname AS schema, c.relname AS name, c.relkind IN ('r', 'p') AS "isTable"
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
 ORDER BY c.relname, n.nspname`;

export interface TableNameRow {
  readonly schema: string;
  readonly name: string;
  readonly isTable: boolean;
}
