import { books, BOOKS_PAGE, booksWith, Loan, tamperedBook } from './books';
import type { BrokenCollection } from './broken-collection';

const page = (...changes: readonly (readonly [string, string])[]): { readonly schema: string } => ({
  schema: changes.reduce((text, [from, to]) => text.replace(from, to), BOOKS_PAGE),
});

const swapped = (first: string, second: string): { readonly schema: string } => {
  const lines = BOOKS_PAGE.split('\n');
  const [a, b] = [first, second].map((start) => lines.findIndex((line) => line.startsWith(`| ${start} |`)));
  [lines[a!], lines[b!]] = [lines[b!]!, lines[a!]!];
  return { schema: lines.join('\n') };
};

const withIndexes = (...indexes: readonly { columns: string[]; unique: boolean }[]) =>
  books({ entities: [tamperedBook({ indexes: [...indexes] }), Loan] });

/** They have other tables than the page asks for. */
export const UNLIKE_THE_PAGE: readonly BrokenCollection[] = [
  {
    that: 'whose column is of another type, nullable, or without its default',
    collection: books,
    options: page(
      ['| isbn | text |', '| isbn | integer |'],
      ['| extra | jsonb | yes |', '| extra | jsonb | no |'],
      ["| no | 'novel' |", "| no | 'poetry' |"],
    ),
    message: /Book\.isbn is text.*Book\.genre is .*'novel'.*Book\.extra is jsonb null/s,
  },
  {
    that: 'that lacks a column, an index, or a key of another table',
    collection: books,
    options: page(
      ['| tags | text[]', '| pages | integer | yes |  |  |\n| tags | text[]'],
      ['(genre, inPrint)', '(inPrint, genre)'],
      ['Author.id (set null)', 'Author.id (restrict)'],
    ),
    message: /Book\.authorId is .*Book\.pages is missing.*Book_genre_inPrint_idx is \(genre, inPrint\)/s,
  },
  {
    that: 'whose columns stand in another order',
    collection: books,
    options: swapped('tags', 'extra'),
    message: /another order/,
  },
  {
    that: 'whose enum has other values',
    collection: books,
    options: page(['`poetry`', '`verse`']),
    message: /enum values novel,poetry,non-fiction, expected novel,verse/,
  },
  {
    that: 'that does not declare a unique key',
    collection: () => withIndexes({ columns: ['genre', 'inPrint'], unique: false }),
    message: /Book\.Book_isbn_key is missing/,
  },
  {
    that: 'with another default',
    collection: () => booksWith('genre', () => ({ default: { kind: 'literal', value: 'poetry' } })),
    message: /Book\.genre is .*'poetry'.*expected .*'novel'/,
  },
];

/** What they say cannot be created as it is said. */
export const UNLIKE_THE_CATALOG: readonly BrokenCollection[] = [
  {
    that: 'with an index whose name is longer than PostgreSQL keeps',
    collection: () =>
      withIndexes({
        columns: ['isbn', 'contact', 'genre', 'price', 'authorId', 'sequelOfId', 'inPrint', 'updatedAt'],
        unique: false,
      }),
    message: /Book_isbn_contact_genre_price_authorId_sequelOfId_inPrint_updatedAt_idx is missing/,
  },
];
