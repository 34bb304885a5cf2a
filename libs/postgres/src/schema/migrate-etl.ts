import { MIGRATIONS } from '@etl/migrations';
import type { Session } from '../connection/session';
import { schemaSql, type SchemaState } from '../sql/catalog/privileges';
import { migrationsSql, migrationsThereSql } from '../sql/catalog/migrations';
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
    else if (await isCurrent(session)) return;
    // TypeORM is loaded where it is needed: it takes longer than all that an import without changes asks of the target.
    const { runMigrations } = await import('./run-migrations');
    await runMigrations(session, DOING);
  } finally {
    await session
      .query(DOING, 'SELECT pg_catalog.pg_advisory_unlock($1)', [MIGRATION_LOCK])
      .catch(() => undefined);
  }
}

async function isCurrent(session: Session): Promise<boolean> {
  const { rows: there } = await session.query<{ there: boolean }>(DOING, migrationsThereSql);
  if (there[0]?.there !== true) return false;
  const { rows } = await session.query<{ name: string }>(DOING, migrationsSql);
  const done = new Set(rows.map(({ name }) => name));
  return MIGRATIONS.every((migration) => done.has(new migration().name));
}
