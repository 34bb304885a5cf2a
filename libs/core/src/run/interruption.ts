import { EtlError } from '../errors/etl-error';

/** @throws EtlError INTERRUPTED where the user has asked to stop. */
export function throwIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new EtlError('INTERRUPTED', 'Interrupted.');
}
