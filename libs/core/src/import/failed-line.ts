import { EtlError } from '../errors/etl-error';
import { parseLine, stringifyExtended } from '../values';
import type { Line } from './line-reader';

/** The same error, with the document that a codec failed on. */
export function describeFailedLine(error: unknown, { text, place }: Line): unknown {
  if (!(error instanceof EtlError) || error.code !== 'CODEC_FAILED') return error;
  const { document } = parseLine(text);
  const id = stringifyExtended((document as Readonly<Record<string, unknown>>)['_id']);
  return new EtlError(error.code, `line ${place.line}, _id ${id}: ${error.message}`, {
    context: { ...error.context, line: place.line, _id: id },
    cause: error,
  });
}
