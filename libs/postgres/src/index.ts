export { parseTargetUri, type TargetUri } from './connection/target-uri';
export { DEFAULT_RETRY, type RetryPolicy } from './connection/retry';
export { CopyEncoder } from './copy/copy-encoder';
export {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded/embedded-server';
export { PostgresTarget, type PostgresTargetOptions } from './postgres-target';
export { schemaSteps } from './schema/apply-schema';
export { createTestDatabase, TEST_DATABASE_VARIABLE, type TestDatabase } from './testing/test-database';
