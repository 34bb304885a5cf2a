import { type ShortWay, shortWayOf } from '../codecs/short-way';
import type { ColumnSpec } from '../collection/column-spec';
import { type TablePlan, watchedReferences } from '../collection/plan';
import type { WarningCheck } from '../collection/warning-checks';
import { ScanKind } from '../scan/scan-kind';
import type { ScannedLine } from '../scan/scanned-line';

/** A column with all that its rows have in common. */
export interface CompiledColumn {
  readonly column: ColumnSpec;
  /** `<table>.<column>`, the name of its counters. */
  readonly key: string;
  readonly names: readonly string[];
  /** The fields of these names in a line that was scanned. */
  readonly fields: readonly number[];
  /** How its codec copies what was scanned; codecs of somebody's own have none. */
  readonly shortWay: ShortWay | undefined;
  readonly defaultBit: bigint;
  /** What `_nulls` gets where the column is null; 0 where nobody but the document makes it so. */
  readonly nullBit: number;
  readonly checks: readonly WarningCheck[];
}

/** The fields that the columns of a table take. */
export function fieldNamesOf({ columns }: TablePlan): string[] {
  return columns.flatMap(({ source }) => (source.kind === 'field' ? [...source.names] : []));
}

/** `scanned`: the names of the fields of the lines that are scanned. */
export function compileColumns(table: TablePlan, scanned: readonly string[]): CompiledColumn[] {
  const references = watchedReferences(table);
  return table.columns.map((column) => {
    const reference = references.indexOf(column);
    const bit = table.defaultable.indexOf(column);
    const names = column.source.kind === 'field' ? column.source.names : [];
    return {
      column,
      key: `${table.name}.${column.name}`,
      names,
      fields: names.map((name) => scanned.indexOf(name)),
      shortWay: shortWayOf(column.codec),
      defaultBit: bit < 0 ? 0n : 1n << BigInt(bit),
      nullBit: reference < 0 ? 0 : 1 << reference,
      checks: table.warnings.get(column.name) ?? [],
    };
  });
}

/**
 * The field that a column takes its value from, where no other spelling has one as well; the newest where none has one; -1
 * where it takes more than a look at the line.
 */
export function onlyField(line: ScannedLine, fields: readonly number[]): number {
  if (fields.length === 0) return -1;
  let found = fields[0]!;
  for (let i = 1; i < fields.length; i += 1) {
    const former = line.kind[found]!;
    const kind = line.kind[fields[i]!]!;
    if (former > ScanKind.Null && kind > ScanKind.Null) return -1;
    // An explicit null says more than a missing field.
    if (kind > former) found = fields[i]!;
  }
  return found;
}
