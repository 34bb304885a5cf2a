import type { ColumnSink, CopySink } from '../ports/column-sink';
import { ScanKind } from '../scan/scan-kind';
import type { ScannedLine } from '../scan/scanned-line';
import { isZero, sameDecimal } from '../values/decimal';
import type { Codec, Outcome } from './codec';
import { exactNumber, isUnfit } from './exact-number';
import { withShortWay } from './short-way';
import { EMPTY_STRING, NOT_A_BOOLEAN, WRONG_TYPE } from './unfit';

const ONE = { negative: false, digits: '1', exponent: 0 } as const;

/** `boolean`: true and false; 0 and 1 of any number type; the strings `true` and `false` in any case, ends trimmed. */
export const booleanCodec: Codec<boolean> = withShortWay(
  {
    kind: 'boolean',
    scalar: true,
    encode(value: unknown, sink: ColumnSink): Outcome {
      if (typeof value === 'boolean') {
        sink.literal(value ? 'true' : 'false');
        return 'mapped';
      }
      return typeof value === 'string' ? encodeString(value, sink) : encodeNumber(value, sink);
    },
    decode: (text) => text === 't' || text === 'true',
  },
  copyScanned,
);

function copyScanned(line: ScannedLine, field: number, sink: CopySink): boolean {
  const kind = line.kind[field];
  if (kind === ScanKind.True) sink.literal('true');
  else if (kind === ScanKind.False) sink.literal('false');
  else return false;
  return true;
}

function encodeString(value: string, sink: ColumnSink): Outcome {
  const text = value.trim();
  if (text === '') return EMPTY_STRING;
  const word = text.length <= 5 ? text.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') return NOT_A_BOOLEAN;
  sink.literal(word);
  return 'coerced';
}

function encodeNumber(value: unknown, sink: ColumnSink): Outcome {
  const number = exactNumber(value);
  if (isUnfit(number)) return number === WRONG_TYPE ? WRONG_TYPE : NOT_A_BOOLEAN;
  if (isZero(number)) sink.literal('false');
  else if (sameDecimal(number, ONE)) sink.literal('true');
  else return NOT_A_BOOLEAN;
  return 'coerced';
}
