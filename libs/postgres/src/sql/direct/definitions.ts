/**
 * $1 schema, $2 tables → their indexes, keys and foreign keys: how each is dropped, foreign keys first, since they hold the
 * keys that they refer to, and what brings it back, by phase. Names come out qualified where the search path is empty.
 */
export const definitionsSql = `WITH own AS (
  SELECT c.oid, c.relname, pg_catalog.format('%I.%I', n.nspname, c.relname) AS "table", n.nspname
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = $1 AND c.relname = ANY ($2)
), foreign_key AS (
  SELECT 1 AS rank, o.relname, k.conname AS name,
         pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', o."table", k.conname) AS drop,
         pg_catalog.json_build_array(
           pg_catalog.json_build_array(3, pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s%s', o."table", k.conname,
             pg_catalog.pg_get_constraintdef(k.oid), CASE WHEN k.convalidated THEN ' NOT VALID' ELSE '' END)),
           pg_catalog.json_build_array(3, CASE WHEN d.description IS NOT NULL THEN
             pg_catalog.format('COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, o."table", d.description) END),
           pg_catalog.json_build_array(4, CASE WHEN k.convalidated THEN
             pg_catalog.format('ALTER TABLE %s VALIDATE CONSTRAINT %I', o."table", k.conname) END)) AS back
    FROM own o
    JOIN pg_catalog.pg_constraint k ON k.conrelid = o.oid AND k.contype = 'f'
    LEFT JOIN pg_catalog.pg_description d ON d.classoid = 'pg_catalog.pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
), key AS (
  SELECT 2 AS rank, o.relname, ic.relname AS name,
         CASE WHEN k.oid IS NULL THEN pg_catalog.format('DROP INDEX %I.%I', o.nspname, ic.relname)
           ELSE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', o."table", k.conname) END AS drop,
         pg_catalog.json_build_array(
           pg_catalog.json_build_array(1, pg_catalog.pg_get_indexdef(ic.oid) || COALESCE(' TABLESPACE ' || pg_catalog.quote_ident(s.spcname), '')),
           pg_catalog.json_build_array(2, CASE WHEN k.oid IS NOT NULL THEN
             pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s USING INDEX %I', o."table", k.conname,
               CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END, ic.relname)
             || CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END || CASE WHEN k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END END),
           pg_catalog.json_build_array(2, CASE WHEN di.description IS NOT NULL THEN
             pg_catalog.format('COMMENT ON INDEX %I.%I IS %L', o.nspname, ic.relname, di.description) END),
           pg_catalog.json_build_array(2, (
             SELECT pg_catalog.string_agg(pg_catalog.format('ALTER INDEX %I.%I DEPENDS ON EXTENSION %I', o.nspname, ic.relname, e.extname), '; ')
               FROM pg_catalog.pg_depend x JOIN pg_catalog.pg_extension e ON e.oid = x.refobjid
              WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = ic.oid
                AND x.refclassid = 'pg_catalog.pg_extension'::regclass AND x.deptype = 'x')),
           pg_catalog.json_build_array(2, CASE WHEN dk.description IS NOT NULL THEN
             pg_catalog.format('COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, o."table", dk.description) END)) AS back
    FROM own o
    JOIN pg_catalog.pg_index i ON i.indrelid = o.oid
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = ic.reltablespace
    LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = ic.oid AND k.conrelid = o.oid AND k.contype IN ('p', 'u')
    LEFT JOIN pg_catalog.pg_description di ON di.classoid = 'pg_catalog.pg_class'::regclass AND di.objoid = ic.oid AND di.objsubid = 0
    LEFT JOIN pg_catalog.pg_description dk ON dk.classoid = 'pg_catalog.pg_constraint'::regclass AND dk.objoid = k.oid AND dk.objsubid = 0
)
SELECT rank, relname AS "table", name, drop, back
  FROM (SELECT * FROM foreign_key UNION ALL SELECT * FROM key) d
 ORDER BY rank, relname, name`;

export interface DefinitionRow {
  /** 1 foreign keys; 2 keys and indexes. */
  readonly rank: 1 | 2;
  readonly table: string;
  readonly name: string;
  readonly drop: string;
  /** Phase and statement; null where there is nothing to do. */
  readonly back: readonly (readonly [number, string | null])[];
}
