import type { EnumDefinition } from '../collection/enum-definition';
import { pick, type Random, wholeBetween } from './sample-random';

const WORDS = [
  'amber',
  'basalt',
  'cedar',
  'delta',
  'ember',
  'fern',
  'granite',
  'harbour',
  'indigo',
  'juniper',
  'kelp',
  'lantern',
  'meadow',
  'north',
  'olive',
  'pebble',
  'quartz',
  'reed',
  'saffron',
  'thistle',
  'umber',
  'velvet',
  'willow',
  'yarrow',
] as const;

/** Words that mean nothing, from `min` to `max` characters in all. */
export function someText(random: Random, min: number, max: number): string {
  const length = wholeBetween(random, min, max);
  let text = '';
  while (text.length < length) text += text === '' ? pick(random, WORDS) : ` ${pick(random, WORDS)}`;
  // Cut within a word, for the length; never behind one, where a space would stand at the end.
  return text.slice(0, length).replace(/ $/, 's');
}

/** One of the values of an enum. */
export function someValueOf(random: Random, { values }: EnumDefinition): string {
  return pick(random, values as readonly [string, ...string[]]);
}
