import { ConfigError, EtlError, SourceError } from '@etl/core';
import {
  MongoError,
  MongoExpiredSessionError,
  MongoInvalidArgumentError,
  MongoMissingCredentialsError,
  MongoNetworkError,
  MongoParseError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb';
import { hideCredentials, redactUri } from './mongo-uri';

/** AuthenticationFailed, Unauthorized, UserNotFound, and Atlas' own. */
const AUTH_CODES = new Set([18, 13, 11, 8000]);

/**
 * Codes after which another cursor may live: CursorNotFound, CursorKilled, QueryPlanKilled, Interrupted*, those of a
 * stepdown, of a shutdown and of a network between servers (mongodb specifications, "retryable reads").
 */
const TRANSIENT_CODES = new Set([
  43, 237, 175, 11600, 11601, 11602, 10107, 10058, 13435, 13436, 189, 91, 6, 7, 89, 9001, 133, 134, 262, 384,
]);

/** SnapshotTooOld, SnapshotUnavailable, SnapshotError: the server no longer holds (or never held) that moment. */
const SNAPSHOT_CODES = new Set([239, 246, 146]);

function codeOf(error: unknown): number | undefined {
  return error instanceof MongoServerError && typeof error.code === 'number' ? error.code : undefined;
}

/** True where the same read may succeed on another try. */
export function isTransient(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoExpiredSessionError) return true;
  if (error instanceof MongoServerSelectionError) return !isAuthFailure(error);
  const code = codeOf(error);
  return (
    (code !== undefined && TRANSIENT_CODES.has(code)) ||
    (error instanceof MongoError && error.hasErrorLabel('RetryableError'))
  );
}

export function isSnapshotLost(error: unknown): boolean {
  return SNAPSHOT_CODES.has(codeOf(error) ?? -1);
}

function isAuthFailure(error: unknown): boolean {
  if (error instanceof MongoMissingCredentialsError) return true;
  if (error instanceof MongoServerSelectionError) {
    const servers = error.reason?.servers?.values() ?? [];
    return [...servers].some(({ error: reason }) => reason && isAuthFailure(reason));
  }
  return AUTH_CODES.has(codeOf(error) ?? -1) || /auth(entication)? failed/i.test(messageOf(error));
}

/** What the resolver and the socket throw: the driver passes those of a mongodb+srv:// name on as they are. */
function isSystemError(error: Error): boolean {
  return 'syscall' in error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The driver's error as it may be shown: without what the URI says of user and password. */
export function shownMessage(error: unknown, uri: string): string {
  return hideCredentials(messageOf(error), uri);
}

/** `doing` completes "while …". The driver's own error is not kept as the cause: it may quote the URI. */
export function toSourceError(error: unknown, uri: string, doing: string): unknown {
  if (error instanceof EtlError) return error;
  if (!(error instanceof Error) || !(error instanceof MongoError || isSystemError(error))) return error;
  const message = shownMessage(error, uri);
  const location = redactUri(uri);
  const cause = new Error(message);
  cause.name = error.name;
  cause.stack = `${error.name}: ${message}`;
  const options = { context: { source: location, serverCode: codeOf(error) }, cause };
  if (isAuthFailure(error)) {
    return new ConfigError(
      'SOURCE_AUTH_FAILED',
      `${location} refused access while ${doing}: ${message}`,
      options,
    );
  }
  if (error instanceof MongoServerSelectionError || isSystemError(error)) {
    return new SourceError(
      'SOURCE_UNREACHABLE',
      `${location} did not answer while ${doing}: ${message}`,
      options,
    );
  }
  if (isTransient(error)) {
    return new SourceError('SOURCE_LOST', `${location} was lost while ${doing}: ${message}`, options);
  }
  if (error instanceof MongoParseError || error instanceof MongoInvalidArgumentError) {
    return new ConfigError('SOURCE_URI_INVALID', `The URI ${location} cannot be read: ${message}`, options);
  }
  return new SourceError('SOURCE_REFUSED', `${location} gave an error while ${doing}: ${message}`, options);
}
