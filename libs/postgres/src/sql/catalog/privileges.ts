/** $1 schema, $2 tables, $3 rights → the rights on them that the session's role lacks; a missing table lacks none. */
export const missingTableRightsSql = `SELECT c.relname AS name, r.name AS "right"
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN pg_catalog.unnest($3::text[]) r (name)
 WHERE n.nspname = $1 AND c.relname = ANY ($2::text[]) AND c.relkind IN ('r', 'p')
   AND NOT pg_catalog.has_table_privilege(c.oid, r.name)
 ORDER BY 1, 2`;

/** $1 schema, $2 rights → the rights on the schema that the role lacks; no row where the schema is missing. */
export const missingSchemaRightsSql = `SELECT n.nspname AS name, r.name AS "right"
  FROM pg_catalog.pg_namespace n
 CROSS JOIN pg_catalog.unnest($2::text[]) r (name)
 WHERE n.nspname = $1 AND NOT pg_catalog.has_schema_privilege(n.oid, r.name)`;

/** $1 schema → whether it is there, and whether the role may create one. */
export const schemaSql = `SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1) AS there,
       pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') AS creatable`;

export interface RightRow {
  readonly name: string;
  readonly right: string;
}
