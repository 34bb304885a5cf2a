import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { sessionSettingsSql } from '../sql/session-settings';
import { copyFault } from './copy-fault';
import { connectError, refusedValueError, statementError } from './target-errors';
import type { TargetUri } from './target-uri';

/** What the server answered. */
export interface Answer<Row> {
  readonly rows: readonly Row[];
  readonly count: number;
}

/** One connection to the target; what it throws is an EtlError with a TARGET_ code. */
export class Session {
  private constructor(
    private readonly client: pg.Client,
    readonly uri: TargetUri,
  ) {}

  /** @throws EtlError TARGET_UNREACHABLE, TARGET_AUTH_FAILED, TARGET_DATABASE_MISSING, TARGET_PERMISSION */
  static async open(uri: TargetUri): Promise<Session> {
    const client = new pg.Client({ ...uri.client, connectionTimeoutMillis: 15_000, keepAlive: true });
    // Without a listener a lost connection would end the process; the next statement reports it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(sessionSettingsSql(uri.schema));
    } catch (error) {
      await client.end().catch(() => undefined);
      throw connectError(error, uri);
    }
    return new Session(client, uri);
  }

  /** `doing` completes "while …" in messages. */
  async query<Row = Record<string, unknown>>(
    doing: string,
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Answer<Row>> {
    try {
      const result =
        values.length === 0 ? await this.client.query(sql) : await this.client.query(sql, [...values]);
      return { rows: result.rows as Row[], count: result.rowCount ?? 0 };
    } catch (error) {
      throw statementError(error, this.uri, doing);
    }
  }

  /** Sends `bytes` as the data of a COPY … FROM STDIN; they must not change until this is done. */
  async copy(doing: string, sql: string, bytes: Buffer): Promise<void> {
    try {
      // One message for the whole buffer: 8 MiB and more are far from the protocol's limit of 1 GiB.
      await pipeline(Readable.from([bytes], { objectMode: true }), this.client.query(copyFrom(sql)));
    } catch (error) {
      const fault = copyFault(error, sql, bytes);
      if (fault !== undefined) throw refusedValueError(error, this.uri, doing, fault);
      throw statementError(error, this.uri, doing);
    }
  }

  /** The data of a COPY … TO STDOUT, in parts. */
  async *copyOut(doing: string, sql: string): AsyncGenerator<Buffer> {
    try {
      yield* this.client.query(copyTo(sql)) as AsyncIterable<Buffer>;
    } catch (error) {
      throw statementError(error, this.uri, doing);
    }
  }

  /** Runs `work` in a transaction; rolls back, and throws on, where it fails. */
  async transaction<T>(doing: string, work: () => Promise<T>, mode = ''): Promise<T> {
    await this.query(doing, mode === '' ? 'BEGIN' : `BEGIN ${mode}`);
    try {
      const result = await work();
      await this.query(doing, 'COMMIT');
      return result;
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Never fails: a session that is gone is closed. */
  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
