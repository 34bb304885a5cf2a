import type { ColumnDraft } from '../draft/collection-draft';
import { isSlip } from '../names/edit-distance';
import { singularWords } from '../names/nouns';
import { wordsOf } from '../names/words';

/**
 * Why a field may be the source of a column, surest first. `same`: its name. `spelling`: its name in another style.
 * `newer` and `older`: what the column refers to, with and without a mark (`city_ref`, `city` of `cityId`).
 * `number`: singular for plural. `flag`: a flag with or without what marks it as one (`isUrgent`, `urgent`). `slip`: a
 * slip of the finger. The last three are guesses.
 */
export type Likeness = 'same' | 'spelling' | 'newer' | 'older' | 'number' | 'flag' | 'slip';

const ORDER: readonly Likeness[] = ['same', 'spelling', 'newer', 'older', 'number', 'flag', 'slip'];

export const bySureness = (a: Likeness, b: Likeness): number => ORDER.indexOf(a) - ORDER.indexOf(b);

const GUESSES: ReadonlySet<Likeness> = new Set(['number', 'flag', 'slip']);

export const isGuess = (likeness: Likeness): boolean => GUESSES.has(likeness);

const ID_WORDS: ReadonlySet<string> = new Set(['id', 'ids']);
/** What schemas write behind the name of a field that holds an id. */
const MARKS: ReadonlySet<string> = new Set(['ref', 'refs', 'id', 'ids', 'oid']);

export const isMark = (word: string): boolean => MARKS.has(word);

const FLAG_WORDS: ReadonlySet<string> = new Set(['is', 'has']);

const withoutFlag = (words: readonly string[]): readonly string[] =>
  words.length > 1 && FLAG_WORDS.has(words[0]!) ? words.slice(1) : words;

const joined = (words: readonly string[]): string => words.join('');
const one = (words: readonly string[]): string => joined(singularWords(words));

/** How a field's name is like a column's; undefined where it is not. */
export function likenessOf(column: Pick<ColumnDraft, 'name' | 'kind'>, field: string): Likeness | undefined {
  if (field === column.name) return 'same';
  const [wanted, found] = [wordsOf(column.name), wordsOf(field)];
  if (found.length === 0) return undefined;
  if (joined(wanted) === joined(found)) return 'spelling';
  if (wanted.length > 1 && ID_WORDS.has(wanted.at(-1)!)) {
    const stem = one(wanted.slice(0, -1));
    if (stem === one(found)) return 'older';
    if (found.length > 1 && isMark(found.at(-1)!) && stem === one(found.slice(0, -1))) return 'newer';
  }
  if (one(wanted) === one(found)) return 'number';
  // inactive is no slip of isActive, but its contrary.
  if (column.kind === 'boolean')
    return joined(withoutFlag(wanted)) === joined(withoutFlag(found)) ? 'flag' : undefined;
  return isSlip(joined(wanted), joined(found)) ? 'slip' : undefined;
}
