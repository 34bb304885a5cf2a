import type { PathStep } from '../codecs/codec';
import { ScannedLine } from '../scan/scanned-line';
import type { DocumentLog } from './document-log';

/** Where the fields of a row are: a parsed document, or the line of one that was only scanned. */
export type RowSource = Readonly<Record<string, unknown>> | ScannedLine;

/** The value of a field, by its name or where it was scanned. */
export function valueOf(source: RowSource, name: string, field: number): unknown {
  return source instanceof ScannedLine ? source.value(field) : source[name];
}

/** What no column takes goes to the residue. `base`: the path of the source in its document. */
export function keepUnknown(
  source: RowSource,
  known: ReadonlySet<string>,
  base: readonly PathStep[],
  log: DocumentLog,
): void {
  if (source instanceof ScannedLine) {
    if (source.hasMany) {
      log.manyResidue(base, source.allUnknown());
      return;
    }
    for (let n = 0; n < source.unknownCount; n += 1) {
      const { name, field } = source.unknown(n);
      log.residue([...base, name], source.valueInParts(field));
    }
    return;
  }
  for (const field of Object.keys(source)) {
    if (!known.has(field)) log.residue([...base, field], source[field]);
  }
}
