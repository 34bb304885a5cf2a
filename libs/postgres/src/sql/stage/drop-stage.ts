import { ETL_SCHEMA } from '../etl-names';
import { literal } from '../literal';
import { qualified } from '../identifier';

/** The staging tables that are there, of whatever run. */
export const stageTablesSql = `SELECT c.relname AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ${literal(ETL_SCHEMA)} AND c.relkind = 'r' AND (c.relname LIKE 'stage\\_%' OR c.relname LIKE 'stage#%')
 ORDER BY 1`;

export function dropStageSql(names: readonly string[]): string {
  return `DROP TABLE ${names.map((name) => qualified(ETL_SCHEMA, name)).join(', ')}`;
}
