import { MIGRATIONS } from '@etl/migrations';
import type { Session } from '../connection/session';
import { schemaSql, type SchemaState } from '../sql/catalog/privileges';
import { ETL_SCHEMA, MIGRATION } from '../sql/etl-names';
import { migrationsSql, tableThereSql } from '../sql/schema/migrations';
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
    if (await isCurrent(session)) return;
    // TypeORM takes longer to load than all else that an import does before its first row.
    const { runMigrations } = await import('./run-migrations');
    await runMigrations(session.uri, DOING);
  } finally {
    await session
      .query(DOING, 'SELECT pg_catalog.pg_advisory_unlock($1)', [MIGRATION_LOCK])
      .catch(() => undefined);
  }
}

/** Whether the schema has had every migration of this program. */
async function isCurrent(session: Session): Promise<boolean> {
  const there = (await session.query<{ there: boolean }>(DOING, tableThereSql, [MIGRATION])).rows[0]?.there;
  if (there !== true) return false;
  const { rows } = await session.query<{ name: string }>(DOING, migrationsSql);
  const had = new Set(rows.map(({ name }) => name));
  return MIGRATIONS.every((Migration) => had.has(new Migration().name));
}
