import fc from 'fast-check';
import type {
  CollectionDraft,
  ColumnDraft,
  ColumnKind,
  FieldShape,
  FieldType,
} from '../draft/collection-draft';

const KINDS: readonly ColumnKind[] = [
  ...(['reference', 'text', 'email', 'url', 'enum', 'boolean', 'integer', 'double', 'numeric'] as const),
  ...(['timestamp', 'text-array', 'url-array', 'jsonb'] as const),
];
const TYPES: readonly FieldType[] = [
  ...(['string', 'int32', 'int64', 'double', 'decimal128', 'boolean', 'date', 'objectId'] as const),
  ...(['null', 'array', 'document', 'other'] as const),
];
const FORMATS = ['email', 'url', 'slug', 'hex-id', 'iso-date', 'number', 'phone', 'uuid'] as const;

/** Names as they happen to be: words of the language, of the generated code, and what is no identifier. */
const anyName = fc.oneof(
  fc.constantFrom(
    'title',
    'createdBy',
    'city_ref',
    'random',
    'bson',
    'context',
    'n',
    'i',
    'created',
    'chance',
  ),
  fc.constantFrom(
    'class',
    'constructor',
    '__proto__',
    'two words',
    'dotted.key',
    "it's",
    'back`tick${x}',
    'é',
    '١',
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.stringMatching(/^[a-z][a-zA-Z]{0,9}$/),
);

/** Texts that end a comment, a string or a cell where nobody takes care. */
const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom('*/ x', 'a\nb', '`${x}`', "'", '\\', 'a | b', '\u2028'),
);

const anyRange = fc
  .tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true }))
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));

const anyLength = fc
  .tuple(fc.nat(2_000), fc.nat(2_000))
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));

const someOf = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** Without the members that are undefined: exact, as a draft is. */
const exact = <T extends object>(value: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

const { shape: anyShape } = fc.letrec<{ shape: FieldShape }>((tie) => ({
  shape: fc
    .record({
      name: anyName,
      presence: fc.constantFrom(1, 0.999, 0.7, 0.3, 0.02, 0.0001),
      types: fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 4 }),
      length: someOf(anyLength),
      range: someOf(anyRange),
      format: someOf(fc.constantFrom(...FORMATS)),
      distinct: fc.boolean(),
      fields: fc.option(fc.array(tie('shape'), { maxLength: 4 }), { nil: undefined, maxDepth: 3 }),
      element: fc.option(tie('shape'), { nil: undefined, maxDepth: 3 }),
      count: fc.tuple(fc.nat(3), fc.nat(9)),
      refersTo: someOf(fc.constantFrom('users', "the 'others'")),
    })
    .map(({ types, element, count: [min, more], ...rest }) =>
      exact<FieldShape>({
        ...rest,
        types: types.map((type) => ({ type, share: 1 / types.length })),
        items: element === undefined ? undefined : { element, min, max: min + more },
      }),
    ),
}));

const anyEnum = fc.constantFrom(
  { name: 'Currency', values: ['EGP', 'AED', 'USD', 'EUR'] },
  { name: 'Text', values: ['one'] },
  { name: 'video_state', values: ['new', "keeper's", 'b"q', 'back\\slash'] },
  { name: 'Date', values: ['day', 'night'] },
);

const DEFAULTS: Partial<Record<ColumnKind, fc.Arbitrary<string | number | boolean>>> = {
  text: anyText,
  boolean: fc.boolean(),
  integer: fc.integer(),
  double: fc.integer({ min: -9, max: 9 }).map((n) => n / 2),
  numeric: fc.constant(0),
  timestamp: fc.constant('now'),
  jsonb: fc.constant('{}'),
};

const anyColumn = fc.constantFrom(...KINDS).chain((kind) =>
  fc
    .record({
      name: anyName.filter((name) => !['id', '_id'].includes(name) && !(name in {})),
      nullable: fc.boolean(),
      from: fc.uniqueArray(anyName, { maxLength: 2 }),
      default: someOf(DEFAULTS[kind] ?? fc.constant('unsaid')),
      guess: someOf(anyText),
      enum: anyEnum,
      numeric: fc.constantFrom(
        { precision: 18, scale: 2 },
        { precision: 3, scale: 2 },
        { precision: 5, scale: 0 },
      ),
      table: fc.constantFrom('User', 'Draft', 'some_table', "Keeper's"),
    })
    .map(({ table, enum: draft, numeric, ...rest }) =>
      exact<ColumnDraft>({
        ...rest,
        kind,
        reference: kind === 'reference' ? { table } : undefined,
        enum: kind === 'enum' ? draft : undefined,
        numeric: kind === 'numeric' ? numeric : undefined,
      }),
    ),
);

/** Each field is of one column only: what two of different kinds want, no value is. */
function withFieldsOfTheirOwn(columns: readonly ColumnDraft[]): ColumnDraft[] {
  const taken = new Set<string>();
  return columns.flatMap((column) => {
    const from = column.from.filter((field) => !taken.has(field));
    const fields = from.length === 0 ? [column.name] : from;
    if (fields.some((field) => taken.has(field))) return [];
    for (const field of fields) taken.add(field);
    return [{ ...column, from }];
  });
}

const byName = { selector: ({ name }: { name: string }): string => name };

/** Any draft of a collection of this name, likely or not. */
export const anyDraft = (name: string, table = 'Draft'): fc.Arbitrary<CollectionDraft> =>
  fc
    .record({
      columns: fc.uniqueArray(anyColumn, { ...byName, maxLength: 12 }).map(withFieldsOfTheirOwn),
      fields: fc.uniqueArray(anyShape, { ...byName, maxLength: 8 }),
      withShape: fc.boolean(),
      decisions: fc.array(fc.record({ subject: anyName, question: anyText }), { maxLength: 2 }),
      unique: fc.boolean(),
      catalog: fc.boolean(),
    })
    .map(({ columns, fields, withShape, decisions, unique, catalog }): CollectionDraft => {
      const taken = new Set(columns.flatMap(({ from }) => from));
      const keys = columns.slice(0, 2).map((column) => column.name);
      return {
        name,
        table,
        columns: [{ name: 'id', kind: 'id', nullable: false, from: ['_id'] }, ...columns],
        indexes: keys.length === 0 ? [] : [{ columns: keys, unique }],
        unpairedFields: withShape ? fields.filter((field) => !taken.has(field.name)) : [],
        unpairedColumns: [],
        decisions,
        ...(withShape ? { shape: { fields }, evidence: { documents: 1, read: 2 } } : {}),
        catalog,
      };
    });
