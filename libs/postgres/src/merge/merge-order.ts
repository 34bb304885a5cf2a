import type { ColumnSpec, TablePlan } from '@etl/core';

/** A table's place in the merge. */
export interface MergeStep {
  readonly table: TablePlan;
  /** References to rows that come later (the table's own, or a later table's): null at first, set in a second pass. */
  readonly deferred: readonly ColumnSpec[];
  /** A required reference to the table itself: only one statement for all rows satisfies it. */
  readonly whole: boolean;
}

/** Tables in the order of their references; where they go in circles, nullable ones give way. */
export function mergeOrder(tables: readonly TablePlan[]): readonly MergeStep[] {
  const waiting = new Set(tables.map((table) => table.name));
  const waitsFor = (table: TablePlan, required: boolean): boolean =>
    table.columns.some(
      ({ reference, nullable }) =>
        reference !== undefined &&
        reference.table !== table.name &&
        waiting.has(reference.table) &&
        !(required && nullable),
    );
  const steps: MergeStep[] = [];
  while (waiting.size > 0) {
    const open = tables.filter((table) => waiting.has(table.name));
    const table =
      open.find((one) => !waitsFor(one, false)) ?? open.find((one) => !waitsFor(one, true)) ?? open[0];
    if (table === undefined) break;
    const deferred = table.columns.filter(
      ({ reference, nullable }) => reference !== undefined && nullable && waiting.has(reference.table),
    );
    const whole = table.columns.some(
      ({ reference, nullable }) => reference?.table === table.name && !nullable,
    );
    steps.push({ table, deferred, whole });
    waiting.delete(table.name);
  }
  return steps;
}
