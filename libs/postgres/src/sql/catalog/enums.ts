/** $1 schema, $2 names → the types of these names with their labels; null where a type is no enum. */
export const enumsSql = `SELECT t.typname AS name,
       CASE WHEN t.typtype = 'e' THEN (
         SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid
       ) END AS labels
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE n.nspname = $1 AND t.typname = ANY ($2::text[])`;

export interface EnumRow {
  readonly name: string;
  readonly labels: readonly string[] | null;
}
