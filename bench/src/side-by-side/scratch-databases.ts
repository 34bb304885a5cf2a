import { startEmbeddedPostgres } from '@etl/postgres';
import pg from 'pg';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The server of a measurement, and databases that it makes and drops there. */
export class ScratchDatabases {
  private readonly made = new Set<string>();

  private constructor(
    private readonly server: string,
    private readonly stopServer: () => Promise<void>,
  ) {}

  /** @param uri a server of one's own with the right to create databases; else the embedded one is started */
  static async open(uri: string | undefined): Promise<ScratchDatabases> {
    if (uri !== undefined && uri !== '') return new ScratchDatabases(uri, async () => undefined);
    const server = await startEmbeddedPostgres();
    return new ScratchDatabases(server.uri, () => server.stop());
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

  async query<Row extends object>(database: string | null, sql: string): Promise<Row[]> {
    const client = new pg.Client(database === null ? this.server : this.uriOf(database));
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** A new database as the template is; an older one of the same name goes. The checkpoint keeps its WAL out of what is measured next. */
  async create(database: string, template = 'template1'): Promise<void> {
    await this.drop(database);
    await this.query(null, `CREATE DATABASE ${quoted(database)} TEMPLATE ${quoted(template)}`);
    this.made.add(database);
    await this.query(null, 'CHECKPOINT');
  }

  async drop(database: string): Promise<void> {
    await this.query(null, `DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`);
    this.made.delete(database);
  }

  /** Drops what was made, and stops the server if it was started here. */
  async close(): Promise<void> {
    for (const database of this.made) await this.drop(database);
    await this.stopServer();
  }

  /** Version as the server says it: `18.4`. */
  async version(): Promise<string> {
    const [row] = await this.query<{ server_version: string }>(null, 'SHOW server_version');
    return row!.server_version;
  }
}
