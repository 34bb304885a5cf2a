import { MIGRATION } from '../etl-names';

/** $1 a table → whether it is there. */
export const tableThereSql = `SELECT pg_catalog.to_regclass($1) IS NOT NULL AS there`;

/** Names of the migrations that the schema `_etl` has had; TypeORM keeps the table. */
export const migrationsSql = `SELECT name FROM ${MIGRATION}`;
