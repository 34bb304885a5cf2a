import type { ImportPreview, TargetDescription } from '@etl/core';
import { count, counted } from './numbers';
import { textTable } from './text-table';

/** Where an import is about to write; shown before its first write. */
export function targetReport({ target, collections, dryRun, warnings }: ImportPreview): string[] {
  const rows = [...target.rows].map(([table, held]) => [table, held === null ? 'missing' : count(held)]);
  return [
    `${dryRun ? 'Dry run against' : 'Importing into'} ${place(target)}`,
    `  collections: ${collections.join(', ')}`,
    ...textTable([{ title: 'table' }, { title: 'rows there', align: 'right' }], rows, '  '),
    ...warnings.map((warning) => `  ! ${warning}`),
  ];
}

export function rowsThere(target: TargetDescription): number {
  return [...target.rows.values()].reduce<number>((sum, held) => sum + (held ?? 0), 0);
}

/** Said where a target with rows would ask, and there is no terminal. */
export function nobodyToAsk(target: TargetDescription): string {
  return `! The target holds ${counted(rowsThere(target), 'row')}, and there is no terminal to ask: importing as with --yes.`;
}

/** The question that a target with rows asks. */
export function importQuestion(target: TargetDescription): string {
  return `${target.database} on ${target.host}:${target.port} already holds ${counted(rowsThere(target), 'row')} in these tables. Import into it? [y/N] `;
}

function place(target: TargetDescription): string {
  return `PostgreSQL ${target.serverVersion} at ${target.host}:${target.port}, database ${target.database}, as ${target.role}`;
}
