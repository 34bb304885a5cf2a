import { inspect } from 'node:util';
import { EtlError } from '../errors/etl-error';
import type { Codec, Outcome } from './codec';

/** What a codec lacks: one that is written in plain JavaScript was never checked against its type. */
export function lacksOf(codec: unknown): string[] {
  if (typeof codec !== 'object' || codec === null) return ['an object'];
  const { kind, scalar, encode, decode } = codec as Partial<Record<keyof Codec, unknown>>;
  const parts: readonly (readonly [string, boolean])[] = [
    ['kind (a name of its own)', typeof kind === 'string' && kind !== ''],
    ['scalar (true or false)', typeof scalar === 'boolean'],
    ['encode (a function)', typeof encode === 'function'],
    ['decode (a function)', typeof decode === 'function'],
  ];
  return parts.filter(([, there]) => !there).map(([part]) => part);
}

/**
 * A codec of somebody's own, whose defects end in an error that names it and not in one of this program.
 * @param column `<table>.<column>`, asked for only when something fails
 */
export function guardedCodec(codec: Codec, column: () => string): Codec {
  const failed = (doing: string, what: string, cause?: unknown): EtlError =>
    new EtlError('CODEC_FAILED', `The codec ${codec.kind} of ${column()} ${what} while it ${doing}.`, {
      context: { codec: codec.kind, column: column() },
      cause,
    });
  const thrown = (doing: string, cause: unknown): EtlError =>
    // What the sink throws is not the codec's.
    cause instanceof EtlError
      ? cause
      : failed(doing, `throws "${cause instanceof Error ? cause.message : String(cause)}"`, cause);
  return {
    kind: codec.kind,
    scalar: codec.scalar,
    ...(codec.example === undefined ? {} : { example: codec.example.bind(codec) }),
    encode(value, sink, notes) {
      let outcome: Outcome;
      try {
        outcome = codec.encode(value, sink, notes);
      } catch (cause) {
        throw thrown('encodes', cause);
      }
      if (isOutcome(outcome)) return outcome;
      const answers = inspect(outcome, { breakLength: Infinity });
      throw failed(
        'encodes',
        `answers ${answers}, which is none of 'mapped', 'coerced', 'repaired' and { unfit: reason },`,
      );
    },
    decode(text) {
      try {
        return codec.decode(text);
      } catch (cause) {
        throw thrown('decodes', cause);
      }
    },
  };
}

function isOutcome(outcome: unknown): boolean {
  if (outcome === 'mapped' || outcome === 'coerced' || outcome === 'repaired') return true;
  return (
    typeof outcome === 'object' &&
    outcome !== null &&
    typeof (outcome as { unfit?: unknown }).unfit === 'string'
  );
}
