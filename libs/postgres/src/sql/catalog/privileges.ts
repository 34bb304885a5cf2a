import { importLockKey } from '../journal/lock';

/** $1 schema, $2 tables, $3 rights → the rights on them that the session's role lacks; a missing table lacks none. */
export const missingTableRightsSql = `SELECT c.relname AS name, r.name AS "right"
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN pg_catalog.unnest($3::text[]) WITH ORDINALITY r (name, place)
 WHERE n.nspname = $1 AND c.relname = ANY ($2::text[]) AND c.relkind IN ('r', 'p')
   AND NOT pg_catalog.has_table_privilege(c.oid, r.name)
 ORDER BY c.relname, r.place`;

/** $1 schema, $2 rights → the rights on the schema that the role lacks; no row where the schema is missing. */
export const missingSchemaRightsSql = `SELECT n.nspname AS name, r.name AS "right"
  FROM pg_catalog.pg_namespace n
 CROSS JOIN pg_catalog.unnest($2::text[]) r (name)
 WHERE n.nspname = $1 AND NOT pg_catalog.has_schema_privilege(n.oid, r.name)`;

/** $1 schema → whether it is there, and whether the role may create one. */
export const schemaSql = `SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1) AS there,
       pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') AS creatable`;

export interface SchemaState {
  readonly there: boolean;
  readonly creatable: boolean;
}

/** $1 our schema → the rights on its tables that the role lacks; the stage is made anew by each import. */
export const etlTableRightsSql = `SELECT c.relname AS name, r.name AS "right"
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN pg_catalog.unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) WITH ORDINALITY r (name, place)
 WHERE n.nspname = $1 AND c.relkind = 'r' AND c.relname NOT LIKE 'stage%'
   AND NOT pg_catalog.has_table_privilege(c.oid, r.name)
 ORDER BY c.relname, r.place`;

/**
 * $1 our schema → tables of the stage that a dead import of another role has left: only their owner may drop them. While somebody holds
 * the lock of imports, they are in use.
 */
export const foreignStageSql = `SELECT c.relname AS name, pg_catalog.pg_get_userbyid(c.relowner) AS owner
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = $1 AND c.relkind = 'r' AND c.relname LIKE 'stage%'
   AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')
   AND NOT EXISTS (
         SELECT FROM pg_catalog.pg_locks l
          WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            AND (l.classid::bigint << 32 | l.objid::bigint) = ${importLockKey})
 ORDER BY 1`;

export interface ForeignStageRow {
  readonly name: string;
  readonly owner: string;
}

export interface RightRow {
  readonly name: string;
  readonly right: string;
}
