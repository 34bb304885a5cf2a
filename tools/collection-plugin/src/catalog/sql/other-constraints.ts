/** $1 schema, $2 table → what an entity cannot say: checks, exclusions, and foreign keys to a table of another schema. */
export const otherConstraintsSql = `SELECT k.conname AS name,
       CASE k.contype WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' ELSE 'foreign' END AS kind,
       pg_catalog.pg_get_constraintdef(k.oid) AS definition
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
 WHERE n.nspname = $1 AND c.relname = $2
   AND (k.contype IN ('c', 'x') OR k.contype = 'f' AND r.relnamespace <> c.relnamespace)
 ORDER BY k.conname`;

export interface OtherConstraintRow {
  readonly name: string;
  readonly kind: 'check' | 'exclusion' | 'foreign';
  readonly definition: string;
}
