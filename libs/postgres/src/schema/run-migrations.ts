import 'reflect-metadata';
import { MIGRATIONS } from '@etl/migrations';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Session } from '../connection/session';
import { statementError } from '../connection/target-errors';
import { MIGRATION_TABLE } from '../sql/catalog/migrations';
import { ETL_SCHEMA } from '../sql/etl-names';

/** Runs the migrations that are missing; `doing` completes "while …" in messages. */
export async function runMigrations({ uri }: Session, doing: string): Promise<void> {
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
    migrationsTableName: MIGRATION_TABLE,
    migrationsTransactionMode: 'all',
    logging: false,
    extra: { max: 1 },
  });
  try {
    await source.initialize();
    await source.runMigrations();
  } catch (error) {
    throw statementError(error, uri, doing);
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}
