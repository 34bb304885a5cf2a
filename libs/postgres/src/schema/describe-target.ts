import type { TargetDescription } from '@etl/core';
import type { Session } from '../connection/session';
import { type TableRow, tablesSql } from '../sql/catalog/tables';
import { countRowsSql } from '../sql/verify/count-rows';

export async function describeTarget(
  session: Session,
  tables: readonly string[],
): Promise<TargetDescription> {
  const doing = 'describing the target';
  const { host, port, schema } = session.uri;
  const { rows } = await session.query<{ database: string; role: string; version: string }>(
    doing,
    `SELECT pg_catalog.current_database() AS database, current_user AS role, pg_catalog.current_setting('server_version') AS version`,
  );
  const there = await session.query<TableRow>(doing, tablesSql, [schema, tables]);
  const counts = new Map<string, number | null>();
  for (const name of tables) {
    if (!there.rows.some((row) => row.name === name)) counts.set(name, null);
    else {
      const { rows: counted } = await session.query<{ count: string }>(
        `counting ${name}`,
        countRowsSql(schema, name),
      );
      counts.set(name, Number(counted[0]?.count));
    }
  }
  return {
    host,
    port,
    database: rows[0]?.database ?? '',
    role: rows[0]?.role ?? '',
    serverVersion: rows[0]?.version ?? '',
    rows: counts,
  };
}
