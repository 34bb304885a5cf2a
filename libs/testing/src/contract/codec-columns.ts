import type { ColumnSpec, TablePlan } from '@etl/core';
import { groupBy } from '../oracle/group-by';
import { shownValue } from './shown-value';
import { takingColumns } from './subject-lines';

/** A column, and its table. */
export interface CodecColumn {
  readonly table: TablePlan;
  readonly column: ColumnSpec;
}

/** One column for each codec: most columns of a table share a few. */
export function columnsByCodec(tables: readonly TablePlan[]): CodecColumn[] {
  const all = tables.flatMap((table) => takingColumns(table).map((column) => ({ table, column })));
  const byCodec = groupBy(all, ({ column }) => column.codec);
  return [...byCodec.values()].flatMap((same) => {
    const byType = groupBy(same, ({ column }) => JSON.stringify(column.type));
    return [...byType.values()].map(([first]) => first!);
  });
}

/** Of those the ones of a type of somebody's own. */
export const ownColumns = (tables: readonly TablePlan[]): CodecColumn[] =>
  columnsByCodec(tables).filter(({ column }) => column.type.kind === 'other');

/** A finding about the codec of a column, as one value shows it. */
export const codecFinding = ({ table, column }: CodecColumn, json: string, finding: string): string =>
  `${table.name}.${column.name} ← ${shownValue(json)}: the codec ${column.codec.kind} ${finding}`;
