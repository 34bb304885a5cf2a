import type pg from 'pg';

/** Everything that the catalog says of the keys, indexes and columns of the schema `public`, for comparison. */
export async function catalogOf(client: pg.Client): Promise<Record<string, unknown[]>> {
  const ask = async (sql: string): Promise<unknown[]> => (await client.query(sql)).rows as unknown[];
  return {
    constraints:
      await ask(`SELECT k.conrelid::regclass::text AS "table", k.conname, k.contype::text, pg_get_constraintdef(k.oid) AS def,
        k.condeferrable, k.condeferred, k.convalidated, k.conislocal, k.coninhcount, k.connoinherit, k.conkey::text, k.confkey::text,
        k.conindid::regclass::text AS index, obj_description(k.oid, 'pg_constraint') AS comment
      FROM pg_constraint k WHERE k.connamespace = 'public'::regnamespace ORDER BY 1, 2`),
    indexes:
      await ask(`SELECT c.relname, pg_get_indexdef(c.oid) AS def, c.reloptions::text, c.relowner::regrole::text, s.spcname,
        i.indisunique, i.indisprimary, i.indimmediate, i.indisvalid, i.indisready, i.indislive, i.indisclustered, i.indisreplident,
        i.indkey::text, i.indoption::text, obj_description(c.oid, 'pg_class') AS comment,
        ARRAY(SELECT e.extname::text FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
               WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid) AS extensions
      FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
     WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1`),
    columns:
      await ask(`SELECT a.attrelid::regclass::text AS "table", a.attname, a.attnotnull, a.atthasdef, format_type(a.atttypid, a.atttypmod) AS type
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 ORDER BY 1, a.attnum`),
    tables:
      await ask(`SELECT relname, relreplident::text, relhasindex, relhasrules, relhastriggers, relrowsecurity, reloptions::text
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`),
    triggers:
      await ask(`SELECT t.tgrelid::regclass::text AS "table", k.conname, t.tgtype, t.tgenabled::text, t.tgdeferrable, t.tginitdeferred, t.tgfoid::regproc::text AS does
      FROM pg_trigger t LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint ORDER BY 1, 2, 3, 7`),
  };
}
