/** $1 schema, $2 tables → their indexes; expressions, partial and invalid ones are marked as not plain. */
export const indexesSql = `SELECT c.relname AS "table", ic.relname AS name, i.indisunique AS "unique", i.indisprimary AS "primary",
       i.indpred IS NULL AND i.indexprs IS NULL AND i.indisvalid AND am.amname = 'btree'
         AND NOT COALESCE((pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS plain,
       (SELECT pg_catalog.json_agg(a.attname ORDER BY k.place)
          FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
         WHERE k.place <= i.indnkeyatts) AS columns
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
  JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
  JOIN pg_catalog.pg_am am ON am.oid = ic.relam
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = $1 AND c.relname = ANY ($2::text[])
 ORDER BY c.relname, ic.relname`;

export interface IndexRow {
  readonly table: string;
  readonly name: string;
  readonly unique: boolean;
  readonly primary: boolean;
  readonly plain: boolean;
  readonly columns: readonly string[] | null;
}
