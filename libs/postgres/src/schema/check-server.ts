import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, LoadError } from '@etl/core';
import type { Session } from '../connection/session';
import { type CrowdedRow, crowdedSql } from '../sql/catalog/connections';
import { schemaSql, type SchemaState } from '../sql/catalog/privileges';
import { type ServerRow, serverSql } from '../sql/catalog/server';

const DOING = 'asking what the server takes';
/** About a second. */
const ATTEMPTS = 5;
const PAUSE_MS = 200;

/**
 * The database takes every character. LATIN1 and its like refuse rows one by one in the middle of an import; SQL_ASCII takes bytes
 * for characters, so that lengths, order and `\u` in jsonb are others.
 * @throws ConfigError TARGET_ENCODING
 */
export async function requireUtf8(session: Session): Promise<void> {
  const [server] = (await session.query<ServerRow>(DOING, serverSql)).rows;
  if (server === undefined || server.encoding === 'UTF8') return;
  const { encoding } = server;
  const { database, redacted } = session.uri;
  throw new ConfigError(
    'TARGET_ENCODING',
    `The database ${database} of ${redacted} has the encoding ${encoding}; only UTF8 holds every text of the source. Nothing was written.`,
    { context: { target: redacted, encoding } },
  );
}

/** @throws ConfigError TARGET_SCHEMA_MISSING */
export async function requireSchema(session: Session): Promise<void> {
  const { schema, redacted } = session.uri;
  const [state] = (await session.query<SchemaState>(DOING, schemaSql, [schema])).rows;
  if (state?.there === true) return;
  throw new ConfigError('TARGET_SCHEMA_MISSING', `The target ${redacted} has no schema ${schema}.`, {
    context: { target: redacted, schema },
  });
}

/** @throws ConfigError TARGET_READ_ONLY */
export async function requireWritable(session: Session): Promise<void> {
  const [server] = (await session.query<ServerRow>(DOING, serverSql)).rows;
  if (server === undefined || !server.readOnly) return;
  const { user, redacted } = session.uri;
  const why = server.standby
    ? 'it is a standby'
    : `default_transaction_read_only is on for the server, the database or the role ${user}`;
  throw new ConfigError('TARGET_READ_ONLY', `The target ${redacted} takes no writes: ${why}.`, {
    context: { target: redacted },
  });
}

/**
 * As many connections as an import needs are free. Without them it would fail in its middle, after all retries.
 * @throws LoadError TARGET_CONNECTIONS
 */
export async function requireConnections(session: Session, needed: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const [crowded] = (await session.query<CrowdedRow>(DOING, crowdedSql, [needed])).rows;
    if (crowded === undefined) return;
    if (attempt === ATTEMPTS) throw tooFew(session, needed, crowded);
    // Those that are being closed, by us or by others, still count for a moment.
    await pause(PAUSE_MS);
  }
}

function tooFew({ uri }: Session, needed: number, { name, limit, taken }: CrowdedRow): LoadError {
  return new LoadError(
    'TARGET_CONNECTIONS',
    `This import needs ${needed} connections to ${uri.redacted}, but ${name} takes ${limit}, of which ${taken} are in use. Nothing was written.`,
    { context: { target: uri.redacted, needed, limit, inUse: taken } },
  );
}
