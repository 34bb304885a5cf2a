/** What a server's error says of itself, as far as it is one. */
export interface ServerFault {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail?: string;
  readonly table?: string;
  /** What the server was at: of a COPY the line and the column. */
  readonly where?: string;
}

/** The server's error in `error` or in what caused it; undefined where no server spoke. */
export function serverFault(error: unknown): ServerFault | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code, severity, message } = at as Error & { code?: unknown; severity?: unknown };
    if (typeof code === 'string' && typeof severity === 'string' && /^[0-9A-Z]{5}$/.test(code)) {
      const { detail, table, where } = at as { detail?: string; table?: string; where?: string };
      return {
        sqlstate: code,
        message,
        ...(detail === undefined ? {} : { detail }),
        ...(table === undefined ? {} : { table }),
        ...(where === undefined ? {} : { where }),
      };
    }
  }
  return undefined;
}

/** Connection faults, as `pg` and Node name them; without a server's code. */
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ENETRESET']);
export const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ETIMEDOUT',
]);
const LOST_MESSAGE =
  /connection terminated|client has encountered a connection error|client was closed|not queryable/i;

export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The session is gone: a new one may do. */
export function isConnectionLost(error: unknown): boolean {
  const fault = serverFault(error);
  if (fault !== undefined) return /^(08|57P)/.test(fault.sqlstate);
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = systemCode(at);
    if ((code !== undefined && (LOST.has(code) || UNREACHABLE.has(code))) || LOST_MESSAGE.test(at.message))
      return true;
  }
  return false;
}

/** Trying the same again may help: the session is gone, or the server asks for it (serialization, deadlock, too many sessions). */
export function isTransient(error: unknown): boolean {
  const state = serverFault(error)?.sqlstate;
  return (
    isConnectionLost(error) ||
    state === '40001' ||
    state === '40P01' ||
    state === '53300' ||
    state === '55P03'
  );
}

/** The disk of the server has no room. */
export function isDiskFull(error: unknown): boolean {
  return serverFault(error)?.sqlstate === '53100';
}

/**
 * The server has looked at a row and does not take it: data exceptions, integrity, raise_exception, check options,
 * row-level security, limits of the program (a text too long for an index).
 */
export function isRefusal(error: unknown): boolean {
  const state = serverFault(error)?.sqlstate;
  return state !== undefined && (/^(22|23|44|54|P0)/.test(state) || state === '42501');
}
