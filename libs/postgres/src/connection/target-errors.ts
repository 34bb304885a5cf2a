import { ConfigError, EtlError, LoadError } from '@etl/core';
import type { CopyFault } from './copy-fault';
import { isConnectionLost, isDiskFull, isTransient, serverFault, systemCode, UNREACHABLE } from './sqlstate';
import type { TargetUri } from './target-uri';

/** The message of an error, never empty: an AggregateError of Node's has none of its own. */
function said(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(said).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** What kept a session from being opened. */
export function connectError(error: unknown, uri: TargetUri): EtlError {
  if (error instanceof EtlError) return error;
  const where = `${uri.redacted}`;
  const state = serverFault(error)?.sqlstate;
  const options = { cause: error, context: { target: where, sqlstate: state } };
  if (
    state === '28P01' ||
    state === '28000' ||
    /password must be a string|no password supplied/i.test(said(error))
  ) {
    return new ConfigError(
      'TARGET_AUTH_FAILED',
      `The target ${where} refused the user ${uri.user}: ${said(error)}.`,
      options,
    );
  }
  if (state === '3D000') {
    return new ConfigError(
      'TARGET_DATABASE_MISSING',
      `The target ${where} has no database ${uri.database}.`,
      options,
    );
  }
  if (state === '42501') {
    return new ConfigError(
      'TARGET_PERMISSION',
      `The role ${uri.user} may not connect to ${where}: ${said(error)}.`,
      options,
    );
  }
  if (state === '53300') {
    return new LoadError(
      'TARGET_CONNECTIONS',
      `The target ${where} takes no more connections: ${said(error)}.`,
      options,
    );
  }
  const code = systemCode(error);
  if (
    isConnectionLost(error) ||
    error instanceof AggregateError ||
    (code !== undefined && UNREACHABLE.has(code))
  ) {
    return new LoadError(
      'TARGET_UNREACHABLE',
      `The target ${where} does not answer: ${said(error)}.`,
      options,
    );
  }
  return new LoadError(
    'TARGET_FAILED',
    `No session with the target ${where} could be opened: ${said(error)}.`,
    options,
  );
}

/** What became of a statement; `doing` says what it was for ("merging User"). */
export function statementError(error: unknown, uri: TargetUri, doing: string): EtlError {
  if (error instanceof EtlError) return error;
  const fault = serverFault(error);
  const options = {
    cause: error,
    context: { target: uri.redacted, doing, sqlstate: fault?.sqlstate, detail: fault?.detail },
  };
  if (fault?.sqlstate === '55P03') {
    return new LoadError(
      'TARGET_LOCKED',
      `Another session of ${uri.redacted} did not let go of what is needed for ${doing}: ${said(error)}.`,
      options,
    );
  }
  if (isTransient(error)) {
    return new LoadError(
      'TARGET_LOST',
      `The target ${uri.redacted} was lost while ${doing}: ${said(error)}.`,
      options,
    );
  }
  if (fault?.sqlstate === '42501') {
    return new ConfigError(
      'TARGET_PERMISSION',
      `The role ${uri.user} lacks a right for ${doing}: ${said(error)}.`,
      options,
    );
  }
  return new LoadError(
    isDiskFull(error) ? 'TARGET_FULL' : 'TARGET_FAILED',
    `The target ${uri.redacted} refused ${doing}: ${said(error)}.`,
    options,
  );
}

/** A text that the server does not take for a column's type: a codec wrote it. */
export function refusedValueError(
  error: unknown,
  uri: TargetUri,
  doing: string,
  { column, line, id }: CopyFault,
): EtlError {
  const place = [`column ${column}`, line && `line ${line}`, id && `id ${id}`].filter(Boolean).join(', ');
  return new LoadError(
    'TARGET_VALUE_REFUSED',
    `The target ${uri.redacted} refused a value (${place}) while ${doing}: ${said(error)}. What a codec writes has to be text that PostgreSQL takes for the type of its column.`,
    {
      cause: error,
      context: { target: uri.redacted, doing, column, line, id, sqlstate: serverFault(error)?.sqlstate },
    },
  );
}
