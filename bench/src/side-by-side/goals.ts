import { median, timesFaster } from './statistics';
import type { WayResult } from './way';

/** A goal: `way` takes at most the time of `reference` divided by `times`. */
export interface Goal {
  readonly what: string;
  readonly way: string;
  readonly reference: string;
  readonly times: number;
  /**
   * Below this `--check` fails: half of the goal; where that is out of reach with the 20,000 documents of `.ci/run`, for
   * starting the program counts most there, half of what was measured with them.
   */
  readonly floor: number;
}

/** What the tool wants to be, on two cores with PostgreSQL on the same machine. */
export const GOALS: readonly Goal[] = [
  goal('fresh import / `psql \\copy` into the finished schema', 'etl', 'copy-finished', 3, 0.14),
  goal('fresh import / `\\copy` into bare tables, then indexes and keys', 'etl', 'copy-tuned', 1, 0.08),
  goal('fresh import / one TypeORM upsert a row', 'etl-small', 'typeorm-1', 20),
  goal('fresh import / TypeORM upsert of 500', 'etl', 'typeorm-500', 6, 0.8),
  goal('fresh import / dlt into tables of its own', 'etl-small', 'dlt', 1),
  goal(
    'import again, unchanged / `psql \\copy` into the finished schema',
    'etl-again',
    'copy-finished',
    2.5,
    0.2,
  ),
  goal(
    'import again, unchanged, `--incremental` / `psql \\copy` into the finished schema',
    'etl-incremental',
    'copy-finished',
    8,
    0.35,
  ),
  goal('import again, 1 % changed, `--incremental` / fresh import', 'etl-changed', 'etl', 3, 1.1),
  goal('`--batch-size 500` / the default', 'etl-500', 'etl', 0.7),
  goal('export of a dump folder / `deserialize` and `EJSON.stringify`', 'export', 'ejson', 3, 0.9),
  goal('export with two workers / `deserialize` and `EJSON.stringify`', 'export-workers', 'ejson', 5, 0.7),
  goal('verify against the export / fresh import', 'verify', 'etl', 1),
];

function goal(what: string, way: string, reference: string, times: number, floor = times / 2): Goal {
  return { what, way, reference, times, floor };
}

export interface Outcome extends Goal {
  /** Median over the rounds of the ratio within a round. */
  readonly measured: number;
  /** The least of the rounds' ratios, and the greatest: how far they lie apart. */
  readonly least: number;
  readonly greatest: number;
}

/** The goals whose two ways were both run. */
export function outcomesOf(results: readonly WayResult[]): Outcome[] {
  const byName = new Map(results.map((result) => [result.name, result.seconds]));
  return GOALS.flatMap((each) => {
    const way = byName.get(each.way);
    const reference = byName.get(each.reference);
    if (way === undefined || reference === undefined) return [];
    const ratios = way.map((seconds, round) => reference[round]! / seconds);
    const [least, greatest] = [Math.min(...ratios), Math.max(...ratios)];
    return [{ ...each, measured: timesFaster(way, reference), least, greatest }];
  });
}

/** Outcomes for which `--check` fails. */
export const belowFloor = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ measured, floor }) => measured < floor);

/** Documents and bytes per second in the median of the rounds. */
export function ratesOf({ documents, bytes, seconds }: WayResult): { documents: number; megabytes: number } {
  const middle = median(seconds);
  return { documents: documents / middle, megabytes: bytes / 1e6 / middle };
}
