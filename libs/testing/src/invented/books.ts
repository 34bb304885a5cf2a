import {
  Bool,
  type Codec,
  type CollectionDefinition,
  type ColumnSpec,
  countBy,
  defineCollection,
  defineEnum,
  DerivedId,
  draftOf,
  Email,
  EnumOf,
  type EntityClass,
  FanOut,
  GONE,
  Id,
  IndexOn,
  Json,
  Numeric,
  ParentReference,
  Reference,
  type SampleSpec,
  sumOf,
  Table,
  Text,
  TextArray,
  Timestamp,
  UniqueKey,
} from '@etl/core';

/** What the page of an invented API asks for. */
export const BOOKS_PAGE = `
## Enum types

| type | values (as stored) |
| --- | --- |
| \`Genre\` | \`novel\`, \`poetry\`, \`non-fiction\` |

## Tables

### \`Book\`

| column | type | null | default | references (on delete) |
| --- | --- | --- | --- | --- |
| id | text | no |  |  |
| isbn | text | no |  |  |
| contact | text | yes |  |  |
| genre | Genre | no | 'novel' |  |
| price | numeric(18,2) | yes |  |  |
| authorId | text | yes |  | Author.id (set null) |
| sequelOfId | text | yes |  | Book.id (set null) |
| inPrint | boolean | no | true |  |
| tags | text[] | yes | empty array |  |
| extra | jsonb | yes |  |  |
| updatedAt | timestamp(3) | no |  |  |

Indexes: unique \`Book_isbn_key\` (isbn); \`Book_genre_inPrint_idx\` (genre, inPrint).

### \`Loan\`

| column | type | null | default | references (on delete) |
| --- | --- | --- | --- | --- |
| id | text | no |  |  |
| bookId | text | no |  | Book.id (restrict) |
| readerId | text | no |  | Reader.id (restrict) |
| lentAt | timestamp(3) | no | now |  |

Indexes: unique \`Loan_bookId_readerId_key\` (bookId, readerId).
`;

const Genre = defineEnum('Genre', ['novel', 'poetry', 'non-fiction']);

@Table('Book')
@UniqueKey('isbn')
@IndexOn('genre', 'inPrint')
class Book {
  @Id() id!: string;
  @Text() isbn!: string;
  @Email({ nullable: true }) contact!: string | null;
  @EnumOf(Genre, { default: 'novel' }) genre!: string;
  @Numeric(18, 2, { nullable: true }) price!: string | null;
  @Reference({ table: 'Author', from: ['author_ref', 'author'], nullable: true }) authorId!: string | null;
  @Reference({ table: 'Book', from: 'sequelOf', nullable: true }) sequelOfId!: string | null;
  @Bool({ default: true }) inPrint!: boolean;
  @TextArray() tags!: string[] | null;
  @Json({ nullable: true }) extra!: unknown;
  @Timestamp() updatedAt!: Date;
}

@Table('Loan')
@FanOut({ from: 'loans', bare: 'reader' })
@UniqueKey('bookId', 'readerId')
class Loan {
  @DerivedId('bookId', 'readerId') id!: string;
  @ParentReference({ table: 'Book' }) bookId!: string;
  @Reference({ table: 'Reader', from: 'reader' }) readerId!: string;
  @Timestamp({ from: 'at', default: 'now', keep: 'latest' }) lentAt!: Date;
}

const sample: SampleSpec = {
  count: () => 30,
  document: ({ n, id, random }, bson) => ({
    _id: bson.objectId(id('books', n)),
    isbn: n === 7 ? 'isbn 6' : `isbn ${n}`,
    contact: `Reader-${n}@example.com`,
    genre: Genre.values[n % 3],
    price: bson.double(Math.round(random() * 10_000) / 100),
    author: bson.objectId(id(n === 4 ? GONE : 'authors', n)),
    ...(n === 0 ? {} : { sequelOf: bson.objectId(id('books', 0)) }),
    inPrint: n % 2 === 0,
    tags: ['paper'],
    extra: { shelf: n },
    loans:
      n % 4 === 0
        ? [bson.objectId(id('readers', n)), { reader: bson.objectId(id('readers', n + 1)), at: bson.date(0) }]
        : [],
    shelf: 'unmapped',
    updatedAt: bson.date(1_700_000_000_000 + n),
  }),
};

/** A collection that nobody has, and that keeps every promise; `changes` break one. */
export const books = (changes: Partial<CollectionDefinition> = {}): CollectionDefinition =>
  defineCollection({
    name: 'books',
    entities: [Book, Loan],
    exporter: {},
    ignored: ['__v'],
    aggregates: [countBy('genre'), countBy('authorId', { top: 3 }), sumOf('price', { by: 'inPrint' })],
    sample,
    ...changes,
  });

type Draft = ReturnType<typeof draftOf>;

/** A Book whose decorators have been tampered with. */
export function tamperedBook(changes: {
  readonly column?: (spec: ColumnSpec) => ColumnSpec;
  readonly indexes?: Draft['indexes'];
}): EntityClass {
  class Tampered extends Book {}
  const { table, indexes, columns } = draftOf(Book);
  const draft = draftOf(Tampered);
  draft.table = table;
  draft.indexes.push(...(changes.indexes ?? indexes));
  draft.columns.push(...columns.map((spec) => changes.column?.(spec) ?? spec));
  return Tampered;
}

/** Books of which one column is another one. */
export const booksWith = (
  column: string,
  change: (spec: ColumnSpec) => Partial<ColumnSpec>,
  more: Partial<CollectionDefinition> = {},
): CollectionDefinition =>
  books({
    entities: [
      tamperedBook({ column: (spec) => (spec.name === column ? { ...spec, ...change(spec) } : spec) }),
      Loan,
    ],
    ...more,
  });

/** Books of which one column has another codec, which gets the one that it has. */
export const booksWithCodec = (
  column: string,
  change: (codec: Codec) => Partial<Codec>,
  more: Partial<CollectionDefinition> = {},
): CollectionDefinition =>
  booksWith(column, ({ codec }) => ({ codec: { ...codec, ...change(codec) } }), more);

export { Loan };
