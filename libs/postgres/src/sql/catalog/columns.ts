/** $1 schema, $2 tables → their columns. An enum type of the target's own schema goes by its bare name. */
export const columnsSql = `SELECT c.relname AS "table", a.attname AS name,
       CASE WHEN t.typtype = 'e' AND t.typnamespace = c.relnamespace THEN t.typname::text ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END AS type,
       CASE WHEN t.typtype = 'e' THEN (
         SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid
       ) END AS labels,
       a.attnotnull AS "notNull", a.atthasdef AS "hasDefault",
       a.attgenerated <> '' OR a.attidentity = 'a' AS generated, a.attidentity <> '' AS identity
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
 WHERE n.nspname = $1 AND c.relname = ANY ($2::text[]) AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY c.relname, a.attnum`;

export interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[] | null;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  readonly generated: boolean;
  readonly identity: boolean;
}
