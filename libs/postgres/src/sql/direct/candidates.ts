/**
 * $1 schema, $2 tables → why a table cannot take the place of its stage; null where it can, as far as the catalog of
 * the table itself says. Whatever could refuse or change a row beside its keys stands against it, and whatever would not come
 * back exactly as it was.
 */
export const candidatesSql = `SELECT c.relname AS name,
       CASE
         WHEN c.relkind <> 'r' OR c.relpersistence <> 'p' OR a.amname <> 'heap' THEN 'it is no ordinary table'
         WHEN NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') THEN 'the role does not own it'
         WHEN NOT pg_catalog.has_schema_privilege(n.oid, 'CREATE') THEN 'the role may not create indexes in its schema'
         WHEN NOT pg_catalog.has_table_privilege(c.oid, 'DELETE') OR NOT pg_catalog.has_table_privilege(c.oid, 'TRUNCATE')
           THEN 'the role may not delete from it'
         WHEN c.relispartition OR EXISTS (SELECT 1 FROM pg_catalog.pg_inherits h WHERE c.oid IN (h.inhrelid, h.inhparent))
           THEN 'it inherits or is inherited from'
         WHEN c.relrowsecurity OR c.relforcerowsecurity THEN 'it has row-level security'
         WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid) THEN 'it has rules'
         WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND (NOT t.tgisinternal OR t.tgenabled <> 'O'))
           THEN 'it has triggers, or those of its keys are switched off'
         WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype NOT IN ('p', 'u', 'f', 'n'))
           THEN 'it has constraints beside its keys'
         WHEN EXISTS (
           SELECT 1 FROM pg_catalog.pg_attribute b
             JOIN pg_catalog.pg_type y ON y.oid = b.atttypid
             LEFT JOIN pg_catalog.pg_collation o ON o.oid = b.attcollation
            WHERE b.attrelid = c.oid AND b.attnum > 0 AND NOT b.attisdropped
              AND (b.attgenerated <> '' OR y.typtype = 'd' OR NOT o.collisdeterministic))
           THEN 'it has generated columns, domains or collations of their own'
         WHEN c.relreplident = 'i' THEN 'one of its indexes is its replica identity'
         WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_publication_tables p WHERE p.schemaname = n.nspname AND p.tablename = c.relname)
           THEN 'it is published'
         WHEN EXISTS (
           SELECT 1 FROM pg_catalog.pg_index i
             JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
             JOIN pg_catalog.pg_am am ON am.oid = ic.relam
            WHERE i.indrelid = c.oid
              AND (am.amname <> 'btree' OR i.indpred IS NOT NULL OR i.indexprs IS NOT NULL OR NOT i.indisvalid OR i.indisclustered
                OR i.indnatts <> i.indnkeyatts OR COALESCE((pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)
                OR (ic.reltablespace <> 0 AND NOT pg_catalog.has_tablespace_privilege(ic.reltablespace, 'CREATE'))
                OR EXISTS (SELECT 1 FROM pg_catalog.pg_collation o WHERE o.oid = ANY (i.indcollation::oid[]) AND NOT o.collisdeterministic)))
           THEN 'it has an index that is not plain'
       END AS reason
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam
 WHERE n.nspname = $1 AND c.relname = ANY ($2::text[])`;

export interface CandidateRow {
  readonly name: string;
  readonly reason: string | null;
}

/**
 * $1 schema, $2 tables → foreign keys from or to them. "exact" is false where one could not be made again as it is, by
 * this role.
 */
export const linksSql = `SELECT k.conname AS name, c.relname AS "table", cn.nspname = $1 AS "tableHere", r.relname AS referenced, rn.nspname = $1 AS "referencedHere",
       (SELECT pg_catalog.json_agg(a.attname ORDER BY p.place)
          FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY p (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.attnum) AS columns,
       (SELECT pg_catalog.json_agg(a.attname ORDER BY p.place)
          FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY p (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.attnum) AS "referencedColumns",
       c.relkind = 'r' AND r.relkind = 'r' AND k.conparentid = 0
         AND COALESCE((pg_catalog.to_jsonb(k) ->> 'conenforced')::boolean, true)
         AND NOT COALESCE((pg_catalog.to_jsonb(k) ->> 'conperiod')::boolean, false)
         AND pg_catalog.has_schema_privilege(rn.oid, 'USAGE') AND pg_catalog.has_table_privilege(r.oid, 'REFERENCES')
         AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger t WHERE t.tgconstraint = k.oid AND t.tgenabled <> 'O') AS exact
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
  JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
  JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
 WHERE k.contype = 'f'
   AND ((cn.nspname = $1 AND c.relname = ANY ($2::text[])) OR (rn.nspname = $1 AND r.relname = ANY ($2::text[])))`;

export interface LinkRow {
  readonly name: string;
  readonly table: string;
  readonly tableHere: boolean;
  readonly referenced: string;
  readonly referencedHere: boolean;
  readonly columns: readonly string[];
  readonly referencedColumns: readonly string[];
  readonly exact: boolean;
}
