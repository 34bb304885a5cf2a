import {
  countBy,
  defineCollection,
  DerivedId,
  Double,
  FanOut,
  Id,
  IndexOn,
  Integer,
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
  Url,
  UrlArray,
} from '@etl/core';

/**
 * What the tables of the API have not: keys of several columns and of numbers, three spellings of a field, other
 * numerics, references to itself that are required, to tables that nobody writes, and from a fan-out to its own parents.
 */
@Table('Branch')
@UniqueKey('name', 'size')
@UniqueKey('code')
@IndexOn('note')
class Branch {
  @Id() id!: string;
  @Text() name!: string;
  @Integer({ default: 3 }) size!: number;
  @Integer() code!: number;
  @Text({ nullable: true, default: "it's none", from: ['note', 'old_note', 'older'] }) note!: string | null;
  @Reference({ table: 'Branch', from: 'root' }) rootId!: string;
  @Reference({ table: 'Branch', from: 'next', nullable: true }) nextId!: string | null;
  @Reference({ table: 'User', from: 'owner' }) ownerId!: string;
  @Reference({ table: 'NobodyWritesThis', from: ['other_ref', 'other'], nullable: true }) otherId!:
    string | null;
  @Double({ nullable: true, default: 1.5 }) height!: number | null;
  @Numeric(3, 0, { nullable: true }) age!: string | null;
  @Numeric(10, 5) weight!: string;
  @Json() shape!: unknown;
  @Url() picture!: string;
  @UrlArray() pictures!: string[] | null;
}

@Table('BranchVisit')
@FanOut({ from: 'visits', bare: 'visitor' })
@UniqueKey('branchId', 'visitorId', 'day')
class BranchVisit {
  @DerivedId('branchId', 'visitorId', 'day') id!: string;
  @ParentReference({ table: 'Branch' }) branchId!: string;
  @Reference({ table: 'Visitor', from: 'visitor' }) visitorId!: string;
  @Text({ default: 'monday' }) day!: string;
  @Reference({ table: 'Branch', from: 'cameFrom', nullable: true }) cameFromId!: string | null;
  @Integer({ default: 1, keep: 'largest' }) times!: number;
  @Json({ nullable: true }) more!: unknown;
  @TextArray() tags!: string[] | null;
  @Timestamp({ default: 'now', keep: 'latest' }) at!: Date;
}

const sample: SampleSpec = {
  count: () => 20,
  document: ({ n, id }, bson) => ({
    _id: bson.objectId(id('branches', n)),
    name: `branch ${n % 5}`,
    size: bson.int32(n),
    code: bson.int32(n),
    ...(n % 3 === 0 ? {} : { [n % 3 === 1 ? 'note' : 'older']: `note ${n % 2}` }),
    root: bson.objectId(id('branches', 0)),
    next: bson.objectId(id('branches', n + 1)),
    owner: id('users', n).toUpperCase(),
    other: { _id: bson.objectId(id('others', n)), name: 'whole' },
    height: bson.double(n / 4),
    age: bson.int32(n),
    weight: bson.decimal128(`${n}.12345`),
    shape: { rings: [n, { width: bson.int64(BigInt(n)) }] },
    picture: { url: `https://img.example.com/${n}.jpg`, publicId: `${n}` },
    pictures: [`https://img.example.com/${n}.jpg`],
    visits: [
      bson.objectId(id('visitors', n)),
      { visitor: bson.objectId(id('visitors', n)), day: 'monday', times: bson.int32(7), at: bson.date(n) },
      {
        visitor: id('visitors', n + 1),
        day: 'friday',
        cameFrom: bson.objectId(id('branches', 0)),
        tags: 'one',
      },
    ],
  }),
};

export const branches = defineCollection({
  name: 'branches',
  entities: [Branch, BranchVisit],
  exporter: {},
  ignored: [],
  aggregates: [
    countBy('rootId', { top: 2 }),
    countBy(['name', 'note']),
    countBy('height', { top: 3 }),
    sumOf('weight', { by: 'age' }),
    sumOf('height'),
  ],
  sample,
});
