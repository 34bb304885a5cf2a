export { parseTargetUri, type TargetUri } from './connection/target-uri';
export { DEFAULT_RETRY, type RetryPolicy } from './connection/retry';
export { Session } from './connection/session';
export { CopyEncoder } from './copy/copy-encoder';
export {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded/embedded-server';
export { PostgresTarget, type PostgresTargetOptions } from './postgres-target';
export { quoted } from './sql/identifier';
export { schemaSteps } from './schema/apply-schema';
export { primaryKeyOf } from './schema/plan-parts';
export { type Catalog, readCatalog } from './schema/read-catalog';
export type { ColumnRow } from './sql/catalog/columns';
export type { ForeignKeyRow } from './sql/catalog/foreign-keys';
export type { IndexRow } from './sql/catalog/indexes';
export { createTestDatabase, TEST_DATABASE_VARIABLE, type TestDatabase } from './testing/test-database';
