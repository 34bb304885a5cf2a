import type { CopySink } from '../ports/column-sink';
import type { ScannedLine } from '../scan/scanned-line';
import type { Codec } from './codec';

/**
 * The short way of values that stand in their line exactly as the column holds them: copies their bytes. True where
 * {@link Codec.encode} would have written the same and said `mapped`; false where nothing was written and `encode` decides.
 */
export type ShortWay = (line: ScannedLine, field: number, sink: CopySink) => boolean;

const shortWays = new WeakMap<Codec, ShortWay>();

/**
 * Gives a codec its short way. It belongs to this very object and is no part of it: who makes a codec of another one, with
 * an `encode` of their own, must not get the short way of the other.
 */
export function withShortWay<T>(codec: Codec<T>, shortWay: ShortWay): Codec<T> {
  shortWays.set(codec, shortWay);
  return codec;
}

/** The short way of a codec that has one. */
export function shortWayOf(codec: Codec): ShortWay | undefined {
  return shortWays.get(codec);
}
