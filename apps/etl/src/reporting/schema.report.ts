import type { RestoredKeys, SchemaDifference } from '@etl/core';
import { count, counted } from './numbers';

export function appliedReport(created: readonly string[]): string[] {
  return [`Created ${counted(created.length, 'object')}:`, ...created.map((name) => `  ${name}`)];
}

/** What was made whole after imports that died. */
export function restoredReport({ rows, keys }: RestoredKeys): string[] {
  if (rows.size === 0 && keys.length === 0) return ['✅ No import has left anything behind.'];
  return [
    ...[...rows].map(
      ([table, taken]) => `Taken out of ${table}: ${counted(taken, 'row')} of an import that did not end.`,
    ),
    `Brought back: ${counted(keys.length, 'key')}`,
    ...keys.map((key) => `  ${key}`),
  ];
}

/** One line a difference; those that stop an import are marked. */
export function schemaReport(differences: readonly SchemaDifference[], tables: number): string[] {
  if (differences.length === 0) return [`✅ The target matches the entities: ${counted(tables, 'table')}.`];
  const blocking = differences.filter((difference) => difference.blocking).length;
  return [
    ...differences.map(differenceLine),
    '',
    blocking === 0
      ? `${counted(differences.length, 'difference')}; none stops an import.`
      : `${counted(differences.length, 'difference')}, ${count(blocking)} of which ${blocking === 1 ? 'stops' : 'stop'} an import.`,
  ];
}

function differenceLine({ table, object, kind, expected, found, blocking }: SchemaDifference): string {
  const what = object === undefined ? table : `${table}.${object}`;
  const sides = [
    expected === undefined ? '' : `expected ${expected}`,
    found === undefined ? '' : `found ${found}`,
  ];
  const detail = sides.filter((side) => side !== '').join(', ');
  return `${blocking ? '❌' : '⚠️'} ${what} ${kind}${detail === '' ? '' : `: ${detail}`}`;
}
