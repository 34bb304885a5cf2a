/** $1 schema, $2 names → the relations of these names that are there. Views and foreign tables count as another kind. */
export const tablesSql = `SELECT c.relname AS name, c.relkind::text AS kind
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = $1 AND c.relname = ANY ($2::text[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`;

export interface TableRow {
  readonly name: string;
  readonly kind: string;
}

/** $1 schema, $2 names → tables of these names in other schemas: the URI may name the wrong one. */
export const elsewhereSql = `SELECT c.relname AS name, n.nspname AS schema
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname NOT IN ($1, 'pg_catalog', 'information_schema') AND c.relname = ANY ($2::text[]) AND c.relkind IN ('r', 'p')
 ORDER BY 2, 1`;

export interface ElsewhereRow {
  readonly name: string;
  readonly schema: string;
}
