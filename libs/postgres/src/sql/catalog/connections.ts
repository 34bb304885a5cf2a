/**
 * $1 connections → the limits that would be passed, this session not counted; its own role is exempt from two of them where it is a
 * superuser.
 */
export const crowdedSql = `WITH me AS (SELECT oid, rolname, rolsuper, rolconnlimit FROM pg_catalog.pg_roles WHERE rolname = session_user),
taken AS (SELECT usesysid, datname FROM pg_catalog.pg_stat_activity WHERE usesysid IS NOT NULL AND datname IS NOT NULL AND pid <> pg_catalog.pg_backend_pid()),
limits AS (
  SELECT 'the role ' || me.rolname AS name, me.rolconnlimit AS "limit", (SELECT count(*) FROM taken WHERE taken.usesysid = me.oid) AS taken
    FROM me WHERE NOT me.rolsuper AND me.rolconnlimit >= 0
  UNION ALL
  SELECT 'the database ' || d.datname, d.datconnlimit, (SELECT count(*) FROM taken WHERE taken.datname = d.datname)
    FROM me, pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database() AND NOT me.rolsuper AND d.datconnlimit >= 0
  UNION ALL
  SELECT 'the server', pg_catalog.current_setting('max_connections')::int
           - CASE WHEN me.rolsuper THEN 0 ELSE pg_catalog.current_setting('superuser_reserved_connections')::int END,
         (SELECT count(*) FROM taken)
    FROM me
)
SELECT name, "limit", taken::int FROM limits WHERE "limit" - taken < $1 ORDER BY "limit" - taken`;

export interface CrowdedRow {
  readonly name: string;
  readonly limit: number;
  readonly taken: number;
}
