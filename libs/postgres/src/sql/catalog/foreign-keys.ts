/** $1 schema, $2 tables → their foreign keys. */
export const foreignKeysSql = `SELECT c.relname AS "table", k.conname AS name,
       (SELECT pg_catalog.json_agg(a.attname ORDER BY p.place)
          FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY p (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.attnum) AS columns,
       r.relname AS "referencedTable",
       (SELECT pg_catalog.json_agg(a.attname ORDER BY p.place)
          FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY p (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.attnum) AS "referencedColumns",
       CASE k.confdeltype WHEN 'n' THEN 'SET NULL' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'
         WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END AS "onDelete",
       CASE k.confupdtype WHEN 'n' THEN 'SET NULL' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'
         WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END AS "onUpdate"
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE k.contype = 'f' AND n.nspname = $1 AND c.relname = ANY ($2::text[])
 ORDER BY c.relname, k.conname`;

export interface ForeignKeyRow {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
}
