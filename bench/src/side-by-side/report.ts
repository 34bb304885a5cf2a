import { median } from './statistics';
import { type Outcome, ratesOf } from './goals';
import type { WayResult } from './way';

const column = (rows: readonly (readonly string[])[]): number[] =>
  rows[0]!.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));

/** Lines of a table, the first column on the left, the others on the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = column(rows);
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  );
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

function middle(values: readonly (number | null)[], digits: number): string {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? '–' : median(known).toFixed(digits);
}

/** One line a way: medians over the rounds. */
export function waysTable(results: readonly WayResult[]): string[] {
  return table([
    ['way', 's', 'documents/s', 'MB/s', 'CPU s', 'peak MB'],
    ...results.map((result) => {
      const rates = ratesOf(result);
      return [
        result.title,
        median(result.seconds).toFixed(2),
        whole(rates.documents),
        rates.megabytes.toFixed(1),
        middle(result.cpuSeconds, 2),
        middle(result.peakMb, 0),
      ];
    }),
  ]);
}

/** One line a goal, as a ratio: how many times faster than the reference. */
export function goalsTable(outcomes: readonly Outcome[]): string[] {
  return table([
    ['ratio', 'measured', 'from … to', 'goal', ''],
    ...outcomes.map(({ what, measured, least, greatest, times }) => [
      what,
      measured.toFixed(2),
      `${least.toFixed(2)} … ${greatest.toFixed(2)}`,
      `≥ ${times}`,
      measured >= times ? 'reached' : 'not reached',
    ]),
  ]);
}
