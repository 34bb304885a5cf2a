/** $1 schema, $2 names → the relations of these names that are there. Views and foreign tables count as another kind. */
export const tablesSql = `SELECT c.relname AS name, c.relkind::text AS kind
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = $1 AND c.relname = ANY ($2::text[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`;

export interface TableRow {
  readonly name: string;
  readonly kind: string;
}
