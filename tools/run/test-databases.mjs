// Starts what the tests need, once for a whole run instead of once for each project.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleIntoCache, ROOT } from './bundle.mjs';

/**
 * A PostgreSQL and a MongoDB for the tests, where `ETL_TEST_DATABASE_URL` and `MONGO_TEST_URI` name none.
 * @returns {Promise<{ env: Record<string, string>, stop(): Promise<void> }>} the variables for the tests
 */
export async function startTestDatabases() {
  const started = await Promise.allSettled([startPostgres(), startMongo()]);
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  const failure = started.find((result) => result.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  return { env: Object.assign({}, ...running.map((server) => server.env)), stop };
}

const NOTHING = { env: {}, stop: async () => {} };

async function startPostgres() {
  if ((process.env.ETL_TEST_DATABASE_URL ?? '') !== '') return NOTHING;
  const folder = await bundleIntoCache({
    postgres: join(ROOT, 'libs/postgres/src/embedded/embedded-server.ts'),
  });
  const { startEmbeddedPostgres } = await import(pathToFileURL(join(folder, 'postgres.mjs')).href);
  const server = await startEmbeddedPostgres({ fsync: false });
  return { env: { ETL_TEST_DATABASE_URL: server.uri }, stop: () => server.stop() };
}

async function startMongo() {
  const require = createRequire(import.meta.url);
  const { startTestMongo } = require('../mongo-stand-in/start.cjs');
  const reasons = [];
  const server = await startTestMongo({ log: (line) => reasons.push(line) });
  if (server !== null) return { env: { MONGO_TEST_URI: server.uri }, stop: () => server.stop() };
  const why = [
    ...reasons,
    'NO MONGODB FOR THE TESTS: set MONGO_TEST_URI, put mongod on the PATH, or install Java 17 and Maven.',
  ];
  if (process.env.ETL_TEST_REQUIRE_MONGO === '1') throw new Error(why.join('\n'));
  process.stderr.write(`\n⚠️  ${why.join('\n')} Their specs are SKIPPED.\n\n`);
  return NOTHING;
}
