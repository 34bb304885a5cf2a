import type { ColumnSink, CopySink } from '../ports/column-sink';
import { ScanKind } from '../scan/scan-kind';
import type { ScannedLine } from '../scan/scanned-line';
import { parseLossless } from '../values/lossless-parser';
import type { Codec, Outcome, ValueNotes } from './codec';
import { JsonbWriter } from './jsonb-writer';
import { withShortWay } from './short-way';

/** Numbers of 16 characters or more: a double may not hold them. PostgreSQL prints jsonb's numbers without exponents. */
const LONG_NUMBER = /[\d.]{16}/;

/**
 * `jsonb`: every value. The rules are those of `JsonbWriter`. `decode` gives the tree of JSON with numbers that no double
 * holds as `{"$numberLong"}` and `{"$numberDecimal"}`.
 */
export const jsonbCodec: Codec = withShortWay(
  {
    kind: 'jsonb',
    scalar: false,
    encode(value: unknown, sink: ColumnSink, notes: ValueNotes): Outcome {
      if (isOrdinary(value)) {
        const text = JSON.stringify(value);
        // U+0000 and lone surrogates are escaped so; other control characters, and a text with the escape itself, only
        // cost the slow way.
        if (!text.includes('\\u')) {
          sink.text(text);
          return 'mapped';
        }
      }
      const writer = new JsonbWriter(notes);
      sink.text(writer.write(value));
      return writer.repaired ? 'repaired' : 'mapped';
    },
    decode: (text) =>
      LONG_NUMBER.test(text) ? parseLossless(text, { fractions: 'exact' }).document : JSON.parse(text),
  },
  copyScanned,
);

function copyScanned(line: ScannedLine, field: number, sink: CopySink): boolean {
  if (line.kind[field] === ScanKind.Other) return false;
  line.copyJson(field, sink);
  return true;
}

/** True where `JSON.stringify` writes what jsonb shall hold: no wrappers, no -0, no number beyond JSON. */
function isOrdinary(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      return value === null || (Array.isArray(value) ? value.every(isOrdinary) : hasOrdinaryParts(value));
    default:
      return false;
  }
}

function hasOrdinaryParts(document: object): boolean {
  for (const key in document) {
    // A dollar anywhere but in the first place is no wrapper, but then the slow way is right as well.
    if (key.charCodeAt(0) === 0x24) return false;
    const part = (document as Record<string, unknown>)[key];
    if (typeof part !== 'string' && !isOrdinary(part)) return false;
  }
  return true;
}
