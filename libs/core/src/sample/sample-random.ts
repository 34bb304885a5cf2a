/** A number in [0, 1). */
export type Random = () => number;

/** FNV-1a over the characters: enough to give every collection a stream of its own. */
export function hashOfName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/**
 * The stream of one document (mulberry32). It depends on seed, collection and position only, so that any document can
 * be made alone and in any order.
 */
export function randomOf(seed: number, collection: number, n: number): Random {
  let state = mix(mix(seed >>> 0) ^ mix(collection ^ mix(n)));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the items. */
export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** True in `share` of the cases. */
export function chance(random: Random, share: number): boolean {
  return random() < share;
}

/** A whole number from `min` to `max`, both included. */
export function wholeBetween(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}

/** `count` neighbours in a ring of items, beginning anywhere: different ones, for the price of one random number. */
export function pickSome<T>(random: Random, items: readonly [T, ...T[]], count: number): T[] {
  const start = Math.floor(random() * items.length);
  const picked: T[] = [];
  for (let i = 0; i < Math.min(count, items.length); i++)
    picked.push(items[(start + i) % items.length] ?? items[0]);
  return picked;
}
