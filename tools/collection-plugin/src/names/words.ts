/** The words of a name, in lower case, whatever its style: `createdById`, `created_by_id`, `Created-By-ID`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `createdById`: as columns are spelled here. */
export function camelCase(words: readonly string[]): string {
  const [first = '', ...others] = words;
  return first + others.map(capital).join('');
}

/** `VideoPlaylist`: as tables are spelled here. */
export const pascalCase = (words: readonly string[]): string => words.map(capital).join('');
