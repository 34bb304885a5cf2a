import { readFileSync } from 'node:fs';
import { ConfigError } from '@etl/core';
import type { ClientConfig } from 'pg';

/** Where the target is and how to reach it. Only `client` knows the password. */
export interface TargetUri {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** The schema of the target tables: the parameter `schema` of the URI, as Prisma writes it, else `public`. */
  readonly schema: string;
  /** The URI without its password; fit for messages and logs. */
  readonly redacted: string;
  readonly client: ClientConfig;
}

const FORM = 'It must look like postgresql://user:password@host:5432/database.';

/**
 * Reads a `postgres://` or `postgresql://` URI. A socket is given as libpq does: `?host=/var/run/postgresql`.
 * @throws ConfigError TARGET_URI_MISSING, TARGET_URI_INVALID; the message never repeats the URI.
 */
export function parseTargetUri(uri: string | undefined): TargetUri {
  if (uri === undefined || uri.trim() === '') {
    throw new ConfigError(
      'TARGET_URI_MISSING',
      'No target is given: DATABASE_URL is not set and there is no --target.',
    );
  }
  // An @, / or # of a password that is not encoded would make host and path of parts of it, and show them.
  const [beforeQuery = ''] = uri.split('?');
  if (
    beforeQuery.includes('#') ||
    beforeQuery.split('@').length > 2 ||
    /^[^@]*\/\/[^@]*\/[^@]*@/.test(beforeQuery)
  ) {
    throw invalid('special characters in the password must be percent-encoded');
  }
  let url: URL;
  try {
    url = new URL(uri.trim());
  } catch {
    throw invalid('it is not a URI; special characters in the password must be percent-encoded');
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    throw invalid(`its scheme is ${url.protocol.slice(0, 20)}//`);
  }
  const database = decoded(url.pathname.slice(1), 'database');
  if (database === '') throw invalid('it names no database');
  if (database.includes('/')) throw invalid('its path has more than one part');
  const parameters = url.searchParams;
  const host = parameters.get('host') ?? decoded(url.hostname, 'host').replace(/^\[(.*)\]$/, '$1');
  const user = parameters.get('user') ?? decoded(url.username, 'user');
  const password = parameters.get('password') ?? decoded(url.password, 'password');
  const port = portOf(url.port === '' ? (parameters.get('port') ?? '5432') : url.port);
  const target = {
    host: host === '' ? 'localhost' : host,
    port,
    database,
    user: user === '' ? 'postgres' : user,
  };
  return {
    ...target,
    schema: parameters.get('schema') ?? 'public',
    redacted: redacted(target),
    client: {
      ...target,
      // An empty password counts as none: ~/.pgpass and PGPASSWORD then have their say.
      ...(password === '' ? {} : { password }),
      ssl: sslOf(parameters),
    },
  };
}

function redacted({
  host,
  port,
  database,
  user,
}: {
  host: string;
  port: number;
  database: string;
  user: string;
}): string {
  const path = encodeURIComponent(database);
  if (host.startsWith('/')) return `postgresql://${encodeURIComponent(user)}@/${path}?host=${host}`;
  return `postgresql://${encodeURIComponent(user)}@${host.includes(':') ? `[${host}]` : host}:${port}/${path}`;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw invalid('its port is not a number from 1 to 65535');
  return port;
}

function decoded(part: string, what: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(`its ${what} has a % that is not followed by two hex digits (write %25)`);
  }
}

/** As libpq: `require` encrypts, `verify-ca` and `verify-full` check the certificate as well. */
function sslOf(parameters: URLSearchParams): ClientConfig['ssl'] {
  const mode = parameters.get('sslmode') ?? 'disable';
  switch (mode) {
    case 'disable':
    case 'allow':
    case 'prefer':
      return false;
    case 'require':
    case 'no-verify':
      return { rejectUnauthorized: false };
    case 'verify-ca':
    case 'verify-full': {
      const file = parameters.get('sslrootcert');
      return {
        rejectUnauthorized: true,
        ...(file === null ? {} : { ca: certificate(file) }),
        ...(mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
      };
    }
    default:
      throw invalid(`its sslmode is none of disable, allow, prefer, require, verify-ca, verify-full`);
  }
}

function certificate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw invalid(`the file of sslrootcert cannot be read: ${file}`);
  }
}

function invalid(why: string): ConfigError {
  return new ConfigError('TARGET_URI_INVALID', `The URI of the target cannot be read: ${why}. ${FORM}`);
}
