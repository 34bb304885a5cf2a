/** Sorting in memory is what building a key consists of; the server's own 64 MB are for many sessions at a time. */
export const sortingSql = `SELECT pg_catalog.set_config('maintenance_work_mem', '256MB', false)
 WHERE pg_catalog.pg_size_bytes(pg_catalog.current_setting('maintenance_work_mem')) < pg_catalog.pg_size_bytes('256MB')`;

/** An index whose definition names no tablespace lies in that of the database, whatever a role has for new ones. */
export const plainTablespaceSql = `SET default_tablespace = ''`;

/** Nobody else can be asked to let go of a table: after so many milliseconds a statement gives up. */
export function lockWaitSql(milliseconds: number, local: boolean): string {
  return `SET ${local ? 'LOCAL ' : ''}lock_timeout = ${milliseconds}`;
}
