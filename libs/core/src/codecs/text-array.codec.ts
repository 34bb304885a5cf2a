import type { ColumnSink } from '../ports/column-sink';
import { ScanKind } from '../scan/scan-kind';
import { isCleanText } from '../values/clean-text';
import { parseArrayLiteral } from './array-literal';
import type { Codec, Outcome, ValueNotes } from './codec';
import { coercedText, noteBesideUrl, repairText, urlOf } from './coerced-text';
import { withShortWay } from './short-way';
import type { TextOptions } from './text.codec';
import { WRONG_TYPE } from './unfit';

/**
 * `text[]`: arrays of strings, and one string, or one image, as an array of one. Elements are coerced as in text; those
 * that fit no text (null, documents, arrays, images without a url) are left out and reported.
 */
export function createTextArrayCodec(options: TextOptions = {}): Codec<readonly (string | null)[]> {
  const takesUrl = options.url === true;
  return withShortWay(
    {
      kind: takesUrl ? 'url-array' : 'text-array',
      scalar: false,
      encode(value, sink, notes) {
        if (Array.isArray(value)) {
          if (!areCleanStrings(value)) return encodeElements(value, takesUrl, sink, notes);
          sink.textArray(value);
          return 'mapped';
        }
        return encodeOne(value, takesUrl, sink, notes);
      },
      decode: parseArrayLiteral,
    },
    ({ view, kind, from, to }, field, sink) => {
      if (kind[field] !== ScanKind.Strings) return false;
      // Without its brackets.
      sink.copyArray(view, from[field]! + 1, to[field]! - 1);
      return true;
    },
  );
}

function areCleanStrings(items: readonly unknown[]): items is readonly string[] {
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'string' || !isCleanText(item)) return false;
  }
  return true;
}

function encodeElements(
  items: readonly unknown[],
  takesUrl: boolean,
  sink: ColumnSink,
  notes: ValueNotes,
): Outcome {
  const texts: string[] = [];
  let repaired = false;
  items.forEach((item, index) => {
    const url = takesUrl ? urlOf(item) : undefined;
    const text = coercedText(url === undefined ? item : url);
    if (text === undefined) {
      notes.repaired([index], item, 'element-dropped');
      repaired = true;
      return;
    }
    if (url !== undefined) noteBesideUrl(item, [index], notes);
    if (isCleanText(text)) {
      texts.push(text);
      return;
    }
    repaired = true;
    texts.push(
      url === undefined
        ? repairText(text, [index], item, notes)
        : repairText(text, [index, 'url'], url, notes),
    );
  });
  sink.textArray(texts);
  return repaired ? 'repaired' : 'coerced';
}

function encodeOne(value: unknown, takesUrl: boolean, sink: ColumnSink, notes: ValueNotes): Outcome {
  const url = takesUrl ? urlOf(value) : undefined;
  const text = url === undefined ? (typeof value === 'string' ? value : undefined) : coercedText(url);
  if (text === undefined) return WRONG_TYPE;
  if (url !== undefined) noteBesideUrl(value, [], notes);
  if (isCleanText(text)) {
    sink.textArray([text]);
    return 'coerced';
  }
  const repaired =
    url === undefined ? repairText(text, [], value, notes) : repairText(text, ['url'], url, notes);
  sink.textArray([repaired]);
  return 'repaired';
}
