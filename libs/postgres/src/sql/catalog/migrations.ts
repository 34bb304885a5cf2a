import { ETL_SCHEMA } from '../etl-names';
import { qualified } from '../identifier';
import { literal } from '../literal';

/** TypeORM's own table of the migrations that have run. */
export const MIGRATION_TABLE = 'migration';

export const migrationsThereSql = `SELECT EXISTS (
  SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = ${literal(ETL_SCHEMA)} AND c.relname = ${literal(MIGRATION_TABLE)}) AS there`;

export const migrationsSql = `SELECT "name" FROM ${qualified(ETL_SCHEMA, MIGRATION_TABLE)}`;
