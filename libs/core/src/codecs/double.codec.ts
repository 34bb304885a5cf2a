import type { ColumnSink, CopySink } from '../ports/column-sink';
import { Byte, startsWith } from '../scan/byte';
import { digitsEnd } from '../scan/number-bytes';
import { ScanKind } from '../scan/scan-kind';
import type { ScannedLine } from '../scan/scanned-line';
import { type Decimal, isZero, parseDecimal, sameDecimal } from '../values/decimal';
import { postgresDouble } from '../values/postgres-double';
import { kindOf } from '../values/source-value';
import { nearestDouble, numberText, wholeNumber } from '../values/wrapped-value';
import type { Codec, Outcome, ValueNotes } from './codec';
import { exactNumber, isUnfit } from './exact-number';
import { withShortWay } from './short-way';
import { OUT_OF_RANGE, WRONG_TYPE } from './unfit';

const SMALL = Buffer.from('0.0000');
const WHOLE_DIGITS = 15;

/**
 * `double precision`: every double, NaN, ±Infinity and -0 too. An int64 that a double does not hold, a Decimal128 or a
 * string with more digits become the nearest double. A decimal has more digits where the double neither is it nor
 * prints it: 0.1 is held, 0.1234567890123456789 is not.
 */
export const doubleCodec: Codec<number> = withShortWay(
  {
    kind: 'double',
    scalar: true,
    encode(value: unknown, sink: ColumnSink, notes: ValueNotes): Outcome {
      if (typeof value === 'number') return write(value, 'mapped', sink);
      switch (kindOf(value)) {
        case 'int32':
        case 'double':
          return write(nearestDouble(value), 'mapped', sink);
        case 'int64': {
          const double = nearestDouble(value);
          if (BigInt(double) === wholeNumber(value)) return write(double, 'mapped', sink);
          notes.repaired([], value, 'nearest-double');
          return write(double, 'repaired', sink);
        }
        case 'decimal128':
          if (parseDecimal(numberText(value)) === null) return write(nearestDouble(value), 'mapped', sink);
          return encodeDecimal(value, numberText(value), 'mapped', sink, notes);
        case 'string':
          return encodeDecimal(value, (value as string).trim(), 'coerced', sink, notes);
        default:
          return WRONG_TYPE;
      }
    },
    decode: Number,
  },
  copyScanned,
);

function copyScanned({ bytes, view, kind, from, to }: ScannedLine, field: number, sink: CopySink): boolean {
  const start = from[field]!;
  const end = to[field]!;
  const plain =
    kind[field] === ScanKind.Whole || (kind[field] === ScanKind.Number && isPlain(bytes, start, end));
  if (plain) sink.copy(view, start, end);
  return plain;
}

/** True for a fraction from 0.0001 to 1e15, which PostgreSQL prints without exponent as well. */
function isPlain(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] === Byte.Minus ? start + 1 : start;
  const point = digitsEnd(bytes, first);
  const fraction = bytes[point] === Byte.Point && digitsEnd(bytes, point + 1) === end;
  return fraction && point - first <= WHOLE_DIGITS && !startsWith(bytes, first, SMALL);
}

function encodeDecimal(
  value: unknown,
  text: string,
  held: Outcome,
  sink: ColumnSink,
  notes: ValueNotes,
): Outcome {
  const decimal = exactNumber(value);
  if (isUnfit(decimal)) return decimal;
  const double = Number(text);
  if (!Number.isFinite(double)) return OUT_OF_RANGE;
  if (holds(double, decimal)) return write(double, held, sink);
  notes.repaired([], value, 'nearest-double');
  return write(double, 'repaired', sink);
}

function write(double: number, outcome: Outcome, sink: ColumnSink): Outcome {
  sink.literal(postgresDouble(double));
  return outcome;
}

function holds(double: number, decimal: Decimal): boolean {
  if (double === 0) return isZero(decimal);
  const printed = parseDecimal(String(double));
  return (printed !== null && sameDecimal(printed, decimal)) || isExactly(double, decimal);
}

/** Compares the double's binary value with the decimal: 2^60 prints as 1152921504606847000 and is …6976. */
function isExactly(double: number, decimal: Decimal): boolean {
  let numerator = Math.abs(double);
  let halvings = 0n;
  // Doubling is exact below a double's largest, and what is no integer is below it.
  for (; !Number.isInteger(numerator); numerator *= 2) halvings++;
  const power = 10n ** BigInt(Math.abs(decimal.exponent));
  const left = BigInt(numerator) * (decimal.exponent < 0 ? power : 1n);
  const right = BigInt(decimal.digits) * (decimal.exponent < 0 ? 1n : power) * 2n ** halvings;
  return left === right && double < 0 === decimal.negative;
}
