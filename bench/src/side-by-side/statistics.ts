/** The middle one, or the mean of the two in the middle. @throws RangeError where there is none */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('No median of nothing.');
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * How many times faster `way` is than `reference`: the median over the rounds of the ratio within a round. What slows
 * the machine down for a while slows both runs of a round.
 */
export const timesFaster = (way: readonly number[], reference: readonly number[]): number =>
  median(way.map((seconds, round) => reference[round]! / seconds));
