import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/embedded-server';

// Loaded by jest outside of its sandbox, once for a whole run, with SWC's transform but without the aliases.

declare global {
  var etlEmbeddedPostgres: EmbeddedPostgres | undefined;
}

/** One server for a whole run of jest: that of ETL_TEST_DATABASE_URL, else an embedded one. */
export default async function setUp(): Promise<void> {
  const given = process.env['ETL_TEST_DATABASE_URL'];
  // Several projects of one run share one server.
  if ((given !== undefined && given !== '') || globalThis.etlEmbeddedPostgres !== undefined) return;
  globalThis.etlEmbeddedPostgres = await startEmbeddedPostgres({ fsync: false });
  process.env['ETL_TEST_DATABASE_URL'] = globalThis.etlEmbeddedPostgres.uri;
}
