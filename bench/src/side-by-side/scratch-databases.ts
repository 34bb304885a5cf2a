import { type EmbeddedPostgres, startEmbeddedPostgres } from '@etl/postgres';
import pg from 'pg';
import { interruption } from './interruption';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The server of a measurement, and databases that it makes and drops there. */
export class ScratchDatabases {
  private readonly made = new Set<string>();
  private readonly applicationName = `etl-bench-${process.pid}`;
  /** Of what is under way, from an interruption on. */
  private ending: Promise<void> | undefined;

  private constructor(
    private readonly server: string,
    /** Null where the server is not ours. */
    private readonly embedded: EmbeddedPostgres | null,
  ) {
    const end = (): void => void (this.ending = embedded?.stop() ?? this.cancelStatements());
    interruption.addEventListener('abort', end);
  }

  /** @param uri a server of one's own with the right to create databases; else the embedded one is started */
  static async open(uri: string | undefined): Promise<ScratchDatabases> {
    if (uri !== undefined && uri !== '') return new ScratchDatabases(uri, null);
    const server = await startEmbeddedPostgres();
    return new ScratchDatabases(server.uri, server);
  }

  uriOf(database: string): string {
    const uri = new URL(this.server);
    uri.pathname = `/${database}`;
    return uri.href;
  }

  /** Variables by which `psql` and every other program over libpq find a database. */
  libpq(database: string): Record<string, string> {
    const { hostname, port, username, password } = new URL(this.server);
    return {
      PGHOST: hostname,
      PGPORT: port === '' ? '5432' : port,
      PGUSER: decodeURIComponent(username),
      ...(password === '' ? {} : { PGPASSWORD: decodeURIComponent(password) }),
      PGDATABASE: database,
    };
  }

  /** @throws Error also where the measurement is interrupted */
  async query<Row extends object>(database: string | null, sql: string): Promise<Row[]> {
    interruption.throwIfAborted();
    return this.run<Row>(database, sql);
  }

  /** A new database as the template is; an older one of the same name goes. The checkpoint keeps its WAL out of what is measured next. */
  async create(database: string, template = 'template1'): Promise<void> {
    await this.drop(database);
    // Before it is there: the statement may be done although its answer is not waited for.
    this.made.add(database);
    await this.query(null, `CREATE DATABASE ${quoted(database)} TEMPLATE ${quoted(template)}`);
    await this.query(null, 'CHECKPOINT');
  }

  async drop(database: string): Promise<void> {
    await this.run(null, `DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`);
    this.made.delete(database);
  }

  /**
   * Stops the server if it was started here, with all that is in it; else drops what was made.
   * @param say is told what could not be dropped
   */
  async close(say: (line: string) => void): Promise<void> {
    await this.ending;
    if (this.embedded !== null) return this.embedded.stop();
    for (const database of this.made)
      await this.drop(database).catch((error: unknown) => say(`${database} was not dropped: ${error}`));
  }

  /** Version as the server says it: `18.4`. */
  async version(): Promise<string> {
    const [row] = await this.query<{ server_version: string }>(null, 'SHOW server_version');
    return row!.server_version;
  }

  private async run<Row extends object>(database: string | null, sql: string): Promise<Row[]> {
    const client = new pg.Client({
      connectionString: database === null ? this.server : this.uriOf(database),
      application_name: this.applicationName,
    });
    // A server that is stopped meanwhile is the failure of the statement.
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Those of this program: to copy a database, or to compare one, takes minutes. What cannot be cancelled is waited for. */
  private async cancelStatements(): Promise<void> {
    const ours = `application_name = '${this.applicationName}' AND pid <> pg_backend_pid()`;
    await this.run(null, `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE ${ours}`).catch(
      () => undefined,
    );
  }
}
