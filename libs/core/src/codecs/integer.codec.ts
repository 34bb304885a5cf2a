import type { ColumnSink, CopySink } from '../ports/column-sink';
import { ScanKind } from '../scan/scan-kind';
import type { ScannedLine } from '../scan/scanned-line';
import { roundDecimal } from '../values/decimal';
import type { Codec, Outcome, ValueNotes } from './codec';
import { exactNumber, isUnfit } from './exact-number';
import { withShortWay } from './short-way';
import { OUT_OF_RANGE } from './unfit';

const MOST_DIGITS = 10;
/** Every number of so many characters is an int4. */
const FEW_DIGITS = 9;
const SMALLEST = -(2 ** 31);
const LARGEST = 2 ** 31 - 1;

/** `integer` (int4): whole numbers of any type and in strings; a fraction is rounded half away from zero. */
export const integerCodec: Codec<number> = withShortWay(
  {
    kind: 'integer',
    scalar: true,
    encode(value: unknown, sink: ColumnSink, notes: ValueNotes): Outcome {
      // Of the int4 numbers only -0 is not itself after | 0.
      if (typeof value === 'number' && Object.is(value | 0, value)) {
        sink.literal(String(value));
        return 'mapped';
      }
      const number = exactNumber(value);
      if (isUnfit(number)) return number;
      const rounded = roundDecimal(number, MOST_DIGITS, 0);
      if (rounded === null) return OUT_OF_RANGE;
      const whole = Number(rounded.text);
      if (whole < SMALLEST || whole > LARGEST) return OUT_OF_RANGE;
      sink.literal(rounded.text);
      if (!rounded.exact) {
        notes.repaired([], value, 'rounded');
        return 'repaired';
      }
      return typeof value === 'string' || rounded.negativeZero ? 'coerced' : 'mapped';
    },
    decode: Number,
  },
  copyScanned,
);

function copyScanned({ view, kind, from, to }: ScannedLine, field: number, sink: CopySink): boolean {
  if (kind[field] !== ScanKind.Whole || to[field]! - from[field]! > FEW_DIGITS) return false;
  sink.copy(view, from[field]!, to[field]!);
  return true;
}
