import type { Measured } from './measured-process';
import type { Way, WayResult } from './way';

/**
 * Runs every way once a round, in an order that moves on by one from round to round: no way always comes first, or
 * always after the same other one.
 */
export async function runRounds(
  ways: readonly Way[],
  rounds: number,
  say: (line: string) => void,
): Promise<WayResult[]> {
  const measured = new Map<string, Measured[]>(ways.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = [...ways.slice(round % ways.length), ...ways.slice(0, round % ways.length)];
    for (const way of order) {
      const run = await way.run(round);
      measured.get(way.name)!.push(run);
      say(`round ${round + 1} of ${rounds}: ${way.title}: ${run.seconds.toFixed(2)} s`);
    }
  }
  return ways.map(({ name, title, documents, bytes }) => {
    const runs = measured.get(name)!;
    return {
      ...{ name, title, documents, bytes },
      seconds: runs.map(({ seconds }) => seconds),
      cpuSeconds: runs.map(({ cpuSeconds }) => cpuSeconds),
      peakMb: runs.map(({ peakMb }) => peakMb),
    };
  });
}
