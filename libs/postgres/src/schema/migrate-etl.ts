import 'reflect-metadata';
import { MIGRATIONS } from '@etl/migrations';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Session } from '../connection/session';
import { statementError } from '../connection/target-errors';
import { schemaSql, type SchemaState } from '../sql/catalog/privileges';
import { ETL_SCHEMA } from '../sql/etl-names';
import { quoted } from '../sql/identifier';

const DOING = `migrating the schema ${ETL_SCHEMA}`;
/** Any number that nobody else uses: two programs that start at once migrate one after the other. */
const MIGRATION_LOCK = 4_207_311;

/** Brings the schema `_etl` to the version of this program; nothing outside of it is touched. */
export async function migrateEtl(session: Session): Promise<void> {
  await session.query(DOING, 'SELECT pg_catalog.pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    // IF NOT EXISTS asks for the right to create one even where it is there.
    const [state] = (await session.query<SchemaState>(DOING, schemaSql, [ETL_SCHEMA])).rows;
    if (state?.there !== true) await session.query(DOING, `CREATE SCHEMA ${quoted(ETL_SCHEMA)}`);
    await runMigrations(session);
  } finally {
    await session
      .query(DOING, 'SELECT pg_catalog.pg_advisory_unlock($1)', [MIGRATION_LOCK])
      .catch(() => undefined);
  }
}

async function runMigrations({ uri }: Session): Promise<void> {
  const { host, port, database, user, password, ssl } = uri.client;
  const source = new DataSource({
    type: 'postgres',
    driver: pg,
    host,
    port,
    database,
    username: user,

    ...(typeof password === 'string' ? { password } : {}),
    ssl: ssl as boolean | undefined,
    schema: ETL_SCHEMA,
    installExtensions: false,
    applicationName: 'etl',
    migrations: [...MIGRATIONS],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    logging: false,
    extra: { max: 1 },
  });
  try {
    await source.initialize();
    await source.runMigrations();
  } catch (error) {
    throw statementError(error, uri, DOING);
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}
