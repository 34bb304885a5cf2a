import { Byte } from '../scan/byte';
import { digitsEnd } from '../scan/number-bytes';
import { ScanKind } from '../scan/scan-kind';
import { roundDecimal } from '../values/decimal';
import type { Codec } from './codec';
import { exactNumber, isUnfit } from './exact-number';
import { withShortWay } from './short-way';
import { OUT_OF_RANGE } from './unfit';

/**
 * `numeric(precision, scale)`, exactly: a Decimal128, an int64 or a string never goes through a double, and a double
 * counts as its shortest decimal (2.675 is 2.675). Rounded half away from zero; what is then too large does not fit.
 * The text has all `scale` places, as PostgreSQL prints it; `decode` leaves it a text, for a double may not hold it.
 */
export function createNumericCodec(precision: number, scale: number): Codec<string> {
  const wholeDigits = precision - scale;
  const limit = 10 ** wholeDigits;
  const noFraction = scale === 0 ? '' : `.${'0'.repeat(scale)}`;
  const zeros = Array.from({ length: scale + 1 }, (_, missing) => '0'.repeat(missing));
  return withShortWay(
    {
      kind: 'numeric',
      scalar: true,
      encode(value, sink, notes) {
        if (
          typeof value === 'number' &&
          Number.isSafeInteger(value) &&
          Math.abs(value) < limit &&
          value !== 0
        ) {
          sink.literal(String(value) + noFraction);
          return 'mapped';
        }
        const number = exactNumber(value);
        if (isUnfit(number)) return number;
        const rounded = roundDecimal(number, wholeDigits, scale);
        if (rounded === null) return OUT_OF_RANGE;
        sink.literal(rounded.text);
        if (!rounded.exact) {
          notes.repaired([], value, 'rounded');
          return 'repaired';
        }
        return typeof value === 'string' || rounded.negativeZero ? 'coerced' : 'mapped';
      },
      decode: (text) => text,
    },
    ({ bytes, view, kind, from, to }, field, sink) => {
      const start = from[field]!;
      const end = to[field]!;
      const first = bytes[start] === Byte.Minus ? start + 1 : start;
      if (kind[field] === ScanKind.Whole) {
        if (end - first > wholeDigits) return false;
        sink.copyPart(view, start, end);
        sink.literal(noFraction);
        return true;
      }
      if (kind[field] !== ScanKind.Number) return false;
      const point = digitsEnd(bytes, first);
      const places = end - point - 1;
      if (bytes[point] !== Byte.Point || point - first > wholeDigits || places > scale) return false;
      if (digitsEnd(bytes, point + 1) !== end) return false;
      sink.copyPart(view, start, end);
      sink.literal(zeros[scale - places]!);
      return true;
    },
  );
}
