import { EtlError, type ErrorContext } from '@etl/core';
import type { SentError } from './messages';

export function sendError(error: unknown): SentError {
  if (error instanceof EtlError) {
    const { code, message, context, remedy } = error;
    return { code, message, context, remedy, stack: stackOf(error) };
  }
  return {
    message: error instanceof Error ? error.message : String(error),
    context: {},
    stack: stackOf(error),
  };
}

/** The error as it was thrown in the worker; what the worker did not foresee stays unforeseen. */
export function receiveError(
  { code, message, context, remedy, stack }: SentError,
  more: ErrorContext,
): Error {
  const inWorker = new Error(message);
  inWorker.stack = stack;
  if (code === undefined)
    return new EtlError('INTERNAL', `A worker failed: ${message}`, { context: more, cause: inWorker });
  return new EtlError(code, message, { context: { ...more, ...context }, remedy, cause: inWorker });
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\nCaused by: ${stackOf(error.cause)}`;
}
