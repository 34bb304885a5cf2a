/** What decides whether the server takes an import at all; a standby is always read-only. */
export const serverSql = `SELECT pg_catalog.current_setting('server_encoding') AS encoding,
       pg_catalog.current_setting('transaction_read_only') = 'on' AS "readOnly",
       pg_catalog.pg_is_in_recovery() AS standby`;

export interface ServerRow {
  readonly encoding: string;
  readonly readOnly: boolean;
  readonly standby: boolean;
}
