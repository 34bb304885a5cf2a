/** A map, and no object: a word may be `constructor`. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['aches', 'ache'],
  ['caches', 'cache'],
  ['children', 'child'],
  ['cookies', 'cookie'],
  ['crises', 'crisis'],
  ['media', 'media'],
  ['men', 'man'],
  ['movies', 'movie'],
  ['news', 'news'],
  ['people', 'person'],
  ['quizzes', 'quiz'],
  ['series', 'series'],
  ['shoes', 'shoe'],
  ['species', 'species'],
  ['women', 'woman'],
]);

/** One of the things that an English word in the plural names; a word that has no plural's ending stays. A guess. */
export function singular(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/yses$/.test(word)) return word.replace(/es$/, 'is');
  if (/(ss|sh|ch|x|zz|tz|o|[^ao]us)es$/.test(word)) return word.slice(0, -2);
  return /(ss|us|is)$/.test(word) ? word : word.replace(/s$/, '');
}

/** More than one of the thing that a word names. */
export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  return /(s|sh|ch|x|z)$/.test(word) ? `${word}es` : `${word}s`;
}

/** The words with the last one changed: that of `sales agents` which has a plural. */
export const lastWord = (words: readonly string[], change: (word: string) => string): string[] =>
  words.map((word, index) => (index === words.length - 1 ? change(word) : word));

/** The words with the last one in the singular. */
export const singularWords = (words: readonly string[]): string[] => lastWord(words, singular);
