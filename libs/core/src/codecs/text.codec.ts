import type { ColumnSink } from '../ports/column-sink';
import { ScanKind } from '../scan/scan-kind';
import { isCleanText } from '../values/clean-text';
import type { Codec, Outcome, PathStep, ValueNotes } from './codec';
import { coercedText, noteBesideUrl, repairText, urlOf } from './coerced-text';
import { withShortWay } from './short-way';
import { WRONG_TYPE } from './unfit';

export interface TextOptions {
  /** The column takes a url: of a document its `url` counts, and what is beside it goes to the residue. */
  readonly url?: boolean;
}

const WHOLE: readonly PathStep[] = Object.freeze([]);
const URL_PATH: readonly PathStep[] = Object.freeze(['url']);

/** `text`: strings as they are, never trimmed; other scalars by their text; U+0000 and lone surrogates are repaired. */
export function createTextCodec(options: TextOptions = {}): Codec<string> {
  const takesUrl = options.url === true;
  return withShortWay(
    {
      kind: takesUrl ? 'url' : 'text',
      scalar: true,
      encode(value, sink, notes) {
        if (typeof value === 'string' && isCleanText(value)) {
          sink.text(value);
          return 'mapped';
        }
        return encodeOther(value, takesUrl, sink, notes);
      },
      decode: (text) => text,
    },
    (line, field, sink) => {
      const kind = line.kind[field];
      if (kind === ScanKind.String) sink.copy(line.view, line.from[field]!, line.to[field]!);
      else if (kind === ScanKind.EscapedString) line.copyUnescaped(field, sink);
      else return false;
      return true;
    },
  );
}

function encodeOther(value: unknown, takesUrl: boolean, sink: ColumnSink, notes: ValueNotes): Outcome {
  const url = takesUrl ? urlOf(value) : undefined;
  const text = coercedText(url === undefined ? value : url);
  if (text === undefined) return WRONG_TYPE;
  if (url !== undefined) noteBesideUrl(value, WHOLE, notes);
  if (isCleanText(text)) {
    sink.text(text);
    return 'coerced';
  }
  sink.text(repairText(text, url === undefined ? WHOLE : URL_PATH, url === undefined ? value : url, notes));
  return 'repaired';
}
