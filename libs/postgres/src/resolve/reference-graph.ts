import type { ColumnSpec, TablePlan } from '@etl/core';

/** References that decide whether a row can be saved at all: required ones, and those that are part of a unique key. */
export function hardReferences(table: TablePlan): readonly ColumnSpec[] {
  return table.columns.filter(
    (column) => column.reference !== undefined && (!column.nullable || isInUniqueKey(table, column)),
  );
}

export function requiredReferences(table: TablePlan): readonly ColumnSpec[] {
  return table.columns.filter((column) => column.reference !== undefined && !column.nullable);
}

export function nullableReferences(table: TablePlan): readonly ColumnSpec[] {
  return table.columns.filter((column) => column.reference !== undefined && column.nullable);
}

/** A gone reference becomes null before unique keys are judged: a key with a null in it conflicts with nothing. */
export function nullableKeyReferences(table: TablePlan): readonly ColumnSpec[] {
  return nullableReferences(table).filter((column) => isInUniqueKey(table, column));
}

function isInUniqueKey(table: TablePlan, column: ColumnSpec): boolean {
  return table.indexes.some((index) => index.unique && index.columns.includes(column.name));
}

/** The table of the documents whose entries fill a fan-out table. */
export function mainTableOf(table: TablePlan, tables: readonly TablePlan[]): TablePlan | undefined {
  return tables.find((other) => other.collection === table.collection && other.fanOut === undefined);
}

/** Tables that depend on each other in a circle stand together; a group comes after everything it depends on. */
export interface ResolveGroup {
  readonly tables: readonly TablePlan[];
  readonly cyclic: boolean;
}

/** Strongly connected components of the hard references (Tarjan), what is referred to first. */
export function resolveGroups(tables: readonly TablePlan[]): readonly ResolveGroup[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const parents = new Map(tables.map((table) => [table.name, parentsOf(table, tables)]));
  const place = new Map<string, { index: number; low: number; open: boolean }>();
  const stack: string[] = [];
  const groups: ResolveGroup[] = [];
  const visit = (name: string): { index: number; low: number; open: boolean } => {
    const own = { index: place.size, low: place.size, open: true };
    place.set(name, own);
    stack.push(name);
    for (const parent of parents.get(name) ?? []) {
      if (!byName.has(parent)) continue;
      const other = place.get(parent);
      if (other === undefined) own.low = Math.min(own.low, visit(parent).low);
      else if (other.open) own.low = Math.min(own.low, other.index);
    }
    if (own.low === own.index) groups.push(close(name));
    return own;
  };
  const close = (root: string): ResolveGroup => {
    const members = stack.splice(stack.indexOf(root));
    for (const member of members) {
      const at = place.get(member);
      if (at !== undefined) at.open = false;
    }
    const cyclic = members.length > 1 || (parents.get(root) ?? []).includes(root);
    return { tables: members.flatMap((member) => byName.get(member) ?? []), cyclic };
  };
  for (const { name } of tables) if (!place.has(name)) visit(name);
  return groups;
}

function parentsOf(table: TablePlan, tables: readonly TablePlan[]): readonly string[] {
  const parents = hardReferences(table).flatMap(({ reference }) => reference?.table ?? []);
  const main = table.fanOut === undefined ? undefined : mainTableOf(table, tables);
  return main === undefined ? parents : [...parents, main.name];
}
