import type { ColumnSink, CopySink } from '../ports/column-sink';
import { ScanKind } from '../scan/scan-kind';
import type { ScannedLine } from '../scan/scanned-line';
import { isCleanText } from '../values/clean-text';
import type { Codec, Outcome, ValueNotes } from './codec';
import { coercedText, repairText } from './coerced-text';
import { withShortWay } from './short-way';
import { WRONG_TYPE } from './unfit';

/**
 * An email in a `text` column: as text, then lower-cased by Unicode's rules whatever the locale. It is not trimmed:
 * two emails that differ by a space are two keys.
 */
export const emailCodec: Codec<string> = withShortWay(
  {
    kind: 'email',
    scalar: true,
    encode(value: unknown, sink: ColumnSink, notes: ValueNotes): Outcome {
      const text = typeof value === 'string' ? value : coercedText(value);
      if (text === undefined) return WRONG_TYPE;
      if (!isCleanText(text)) {
        sink.text(repairText(text, [], value, notes).toLowerCase());
        return 'repaired';
      }
      const lower = text.toLowerCase();
      sink.text(lower);
      return lower === value ? 'mapped' : 'coerced';
    },
    decode: (text) => text,
  },
  copyScanned,
);

function copyScanned({ bytes, view, kind, from, to }: ScannedLine, field: number, sink: CopySink): boolean {
  if (kind[field] !== ScanKind.String || !isLowerAscii(bytes, from[field]!, to[field]!)) return false;
  sink.copy(view, from[field]!, to[field]!);
  return true;
}

function isLowerAscii(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte > 0x7f || (byte >= 0x41 && byte <= 0x5a)) return false;
  }
  return true;
}
