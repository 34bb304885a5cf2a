import { ConfigError } from '@etl/core';
import { lastWord, plural, singular, singularWords } from '../names/nouns';
import { camelCase, pascalCase, wordsOf } from '../names/words';

/** Words that no constant may be named by: those of the language, of CommonJS, and what the library's own files import. */
const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default define-collection delete ' +
    'describe-collection do else enum eval export exports extends false finally for function if implements import in ' +
    'instanceof interface let module new null package private protected public require return static super switch ' +
    'this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** How a library and what is in it are called. */
export interface LibraryNames {
  /** Kebab-case: folder, Nx project, `--collections`. */
  readonly name: string;
  /** camelCase: the definition. */
  readonly constant: string;
  /** PascalCase: the class of the main table. */
  readonly entity: string;
  readonly table: string;
}

const kebabCase = (text: string): string => wordsOf(text).join('-');

/** `video-playlists` → `videoPlaylists` */
export const constantOf = (name: string): string => camelCase(wordsOf(name));

/** `video-playlists` → `VideoPlaylist`; a guess, which `--table` corrects. */
export const tableOfCollection = (name: string): string => pascalCase(singularWords(wordsOf(name)));

/** The collection that a table would be filled from, `VideoPlaylist` → `video-playlists`; a guess. */
export const collectionOfTable = (table: string): string =>
  lastWord(wordsOf(table), (word) => plural(singular(word))).join('-');

/** A class or a constant that stands for `text`, in PascalCase, and is none of those that are taken. */
export function typeName(text: string, taken: ReadonlySet<string>, suffix: string): string {
  const name = pascalCase(wordsOf(text));
  // A digit, or letters of a script that few keyboards have.
  const valid = /^[A-Z][\w]*$/.test(name) ? name : `${suffix}${name.replace(/\W/g, '')}`;
  let free = valid;
  for (let n = 1; taken.has(free); n += 1) free = `${valid}${suffix}${n === 1 ? '' : n}`;
  return free;
}

/** @throws ConfigError OPTION_INVALID */
export function checkName(name: string): void {
  if (!KEBAB_CASE.test(name)) {
    const meant = kebabCase(name);
    throw new ConfigError(
      'OPTION_INVALID',
      `The name of a collection is in kebab-case, as video-playlists is; received "${name}".`,
      KEBAB_CASE.test(meant) ? { context: { perhaps: meant } } : {},
    );
  }
  if (RESERVED.has(name)) {
    throw new ConfigError(
      'OPTION_INVALID',
      `"${name}" is a word of the language, and no definition can be named by it; with another name, the exporter says what the collection is called in MongoDB.`,
      { context: { perhaps: `${name}-documents` } },
    );
  }
}
