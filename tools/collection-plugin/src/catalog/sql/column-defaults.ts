/** $1 schema, $2 table → the defaults of its columns as PostgreSQL prints them; those of generated columns are none. */
export const columnDefaultsSql = `SELECT a.attname AS name, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression
  FROM pg_catalog.pg_attrdef d
  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = $1 AND c.relname = $2 AND a.attgenerated = ''`;

export interface ColumnDefaultRow {
  readonly name: string;
  readonly expression: string;
}
