import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { inferShape } from '../inference/infer-shape';
import { sampleOf } from '../testing/sample-of';
import { proposeColumns } from './propose-columns';

const id = (n: number): ObjectId => ObjectId.createFromHexString(n.toString(16).padStart(24, '0'));
const propose = async (documents: readonly object[]) => {
  const sample = sampleOf(documents);
  return proposeColumns(await inferShape(sample), sample);
};
/** The one column that these values of a field ask for, or several where there are several fields. */
const column = async (...documents: readonly object[]) => {
  const { columns } = await propose(documents);
  const [, first] = columns;
  return first;
};
const of = (field: string, ...values: readonly unknown[]) =>
  column(...values.map((value) => ({ [field]: value })));

describe('the proposed column of a field', () => {
  it.each<readonly [string, readonly unknown[], object]>([
    ['boolean', [true, false], { kind: 'boolean', guess: 'boolean in 2 of 2 documents' }],
    ['whole numbers', [new Int32(1), Long.fromNumber(5)], { kind: 'integer' }],
    [
      'large whole numbers',
      [Long.fromNumber(2 ** 50)],
      { kind: 'numeric', numeric: { precision: 19, scale: 0 } },
    ],
    ['doubles', [new Double(1.5), new Int32(1)], { kind: 'double' }],
    [
      'decimals',
      [Decimal128.fromString('1.50'), new Double(2)],
      { kind: 'numeric', numeric: { precision: 18, scale: 2 } },
    ],
    ['dates', [new Date(0), '2024-05-01'], { kind: 'timestamp', guess: 'date in 1 of 2 documents' }],
    [
      'dates as text',
      ['2024-05-01', '2024-05-01T10:00:00Z'],
      { kind: 'timestamp', guess: 'ISO date as text in 2 of 2 documents' },
    ],
    [
      'milliseconds since 1970',
      [new Double(1_717_000_000_000), Long.fromNumber(1_500_000_000_000)],
      {
        kind: 'timestamp',
        guess: 'number in 2 of 2 documents, all as large as the milliseconds since 1970 of our time',
      },
    ],
    ['large numbers that are no milliseconds', [new Double(201_012_345_678)], { kind: 'double' }],
    ['texts', ['a', 'b'], { kind: 'text' }],
    ['numbers as text', ['5', '6'], { kind: 'text' }],
    ['emails', ['a@example.com'], { kind: 'email' }],
    ['urls and documents with one', ['https://x', { url: 'https://y', publicId: 'z' }], { kind: 'url' }],
    ['documents', [{ a: 1 }], { kind: 'jsonb', nullable: false }],
    ['arrays of texts', [['a'], [], ['b', 'c']], { kind: 'text-array', nullable: true }],
    ['a text, and arrays of texts', [['a', 'b'], ['b'], 'c'], { kind: 'text-array' }],
    ['arrays of urls', [['https://x'], [{ url: 'https://y' }, 'https://z']], { kind: 'url-array' }],
    ['arrays of documents', [[{ a: 1 }, { a: 2 }]], { kind: 'jsonb' }],
    ['arrays of ids', [[id(1), id(2)]], { kind: 'jsonb' }],
    ['empty arrays', [[], []], { kind: 'jsonb', guess: 'empty array in 2 of 2 documents' }],
    [
      'one kind and few of another',
      [...Array.from({ length: 20 }, () => new Int32(1)), 'many'],
      { kind: 'integer', nullable: true },
    ],
    [
      'no kind',
      [new Int32(1), new Int32(2), 'many', 'more'],
      { kind: 'jsonb', guess: 'whole number in 2 of 4 documents, but 2 of 4 values are of another type' },
    ],
  ])('of %s', async (_what, values, expected) => {
    expect(await of('amount', ...values)).toMatchObject({ name: 'amount', from: ['amount'], ...expected });
  });

  it('may be null where a document has none', async () => {
    expect(await column({ a: 'x' }, {})).toMatchObject({ nullable: true });
    expect(await of('a', 'x', null)).toMatchObject({ nullable: true });
    expect(await of('a', 'x', '')).toMatchObject({ nullable: false });
  });

  it('is a reference where nearly all values are ids, to the table of that name', async () => {
    const reference = { kind: 'reference', reference: { table: 'VideoPlaylist' } };
    expect(await of('videoPlaylist', id(1), id(2))).toMatchObject({
      ...reference,
      name: 'videoPlaylistId',
      from: ['videoPlaylist'],
      guess: 'ids in 2 of 2 documents; the table by the name',
    });
    expect(await of('video_playlist_ref', id(1), '65f000000000000000000001')).toMatchObject({
      ...reference,
      name: 'videoPlaylistId',
    });
    expect(await of('videoPlaylistId', { _id: id(1), name: 'x' }, id(2))).toMatchObject({
      ...reference,
      from: ['videoPlaylistId'],
    });
    // The kind of thing stands beside it: ids of several tables.
    const { columns } = await propose([{ ownerId: id(1), ownerType: 'company' }]);
    expect(columns[1]).toMatchObject({
      name: 'ownerId',
      kind: 'text',
      guess: 'ObjectId in 1 of 1 documents',
    });
    expect(await of('city', 'Cairo', id(1))).toMatchObject({ name: 'city', kind: 'text' });
  });

  it('is read from all spellings of its name, the newest first', async () => {
    expect(await column({ city: id(1) }, { city_ref: id(2) })).toMatchObject({
      name: 'cityId',
      from: ['city_ref', 'city'],
      nullable: false,
    });
    expect(await column({ created_at: new Date(0) }, { createdAt: new Date(0) })).toMatchObject({
      name: 'createdAt',
      from: ['createdAt', 'created_at'],
    });
    const { columns } = await propose([{ city: 'Cairo', city_ref: id(2) }]);
    expect(columns.map(({ name, from }) => [name, ...from])).toEqual([
      ['id', '_id'],
      ['city', 'city'],
      ['cityId', 'city_ref'],
    ]);
  });
});

describe('the proposed table', () => {
  it('begins with the id and ends with the dates; the version of mongoose is no column', async () => {
    const { columns, unpairedFields } = await propose(
      [1, 2, 3].map((n) => ({
        createdAt: new Date(0),
        updatedAt: new Date(0),
        _id: id(n),
        'First Name': 'x',
        __v: 0,
      })),
    );
    expect(columns).toMatchObject([
      { name: 'id', kind: 'id', from: ['_id'] },
      { name: 'firstName', from: ['First Name'] },
      { name: 'createdAt', kind: 'timestamp', nullable: false, default: 'now' },
      { name: 'updatedAt', kind: 'timestamp', nullable: false },
    ]);
    expect(unpairedFields).toEqual([]);
  });

  it('asks where only a person can know', async () => {
    const { columns, decisions, fields } = await propose([
      { createdBy: id(1), nothing: null, a_b: 'x', 'a-b': 'y' },
      { createdBy: id(2), nothing: null, a_b: 'x', 'a-b': 'x' },
    ]);
    expect(columns.find(({ name }) => name === 'createdById')?.reference).toEqual({ table: 'User' });
    expect(fields[0]).toMatchObject({ name: 'createdBy', refersTo: 'User' });
    expect(decisions.map(({ subject, question }) => [subject, question])).toEqual([
      [
        'createdById',
        'createdBy holds ids, and its name does not say of what. User is assumed: which table is it?',
      ],
      ['nothing', 'nothing is null in all 2 documents: of what type is it?'],
      ['aB', expect.stringContaining('differ in 1 of 2 documents: a_b, a-b.')],
    ]);
  });

  it('suggests keys, enums and tables of their own, without a value', async () => {
    const documents = Array.from({ length: 60 }, (_, n) => ({
      _id: id(n),
      slug: `home-${n}`,
      status: ['secret-a', 'secret-b'][n % 2],
      notes: [{ by: id(n) }],
    }));
    const { notes } = await propose(documents);
    expect(notes).toEqual([
      'slug: no value comes twice in 60 documents: a @UniqueKey may be meant.',
      'status: 2 different texts in 60 documents: an enum of the target may be meant (@EnumOf); its values are not kept here.',
      expect.stringContaining('notes is an array that is kept whole'),
    ]);
    expect(notes.join()).not.toContain('secret');
  });

  it('has columns of other names for fields that are called like what every object has', async () => {
    const fields = ['constructor', 'toString', 'has_own_property', 'valueOf'];
    const { columns, notes } = await propose([Object.fromEntries(fields.map((name) => [name, 'x']))]);
    expect(columns.slice(1).map(({ name, from, kind }) => [name, ...from, kind])).toEqual([
      ['constructorField', 'constructor', 'text'],
      ['toStringField', 'toString', 'text'],
      ['hasOwnPropertyField', 'has_own_property', 'text'],
      ['valueOfField', 'valueOf', 'text'],
    ]);
    expect(notes[0]).toBe(
      'constructor becomes the column constructorField: no class can have a property constructor.',
    );
  });

  it('says what values look like where the column does not', async () => {
    const { notes } = await propose([
      { _id: id(1), floor: '3', mixed: 'x', related: [id(1)], paidAt: new Int32(1_717_000_000) },
      { _id: id(2), floor: '12', mixed: new Int32(1), related: [], paidAt: new Int32(1_500_000_000) },
      { _id: id(3), floor: '4', mixed: true, related: [id(1), id(2)], paidAt: new Int32(1_600_000_000) },
    ]);
    expect(notes).toEqual([
      expect.stringMatching(/^floor: every text is a number: @Integer/),
      expect.stringMatching(/^mixed holds values of 3 types \(.*string 33 %.*\), and is jsonb/),
      expect.stringMatching(/^related is an array that is kept whole; @TextArray takes the ids as texts/),
      expect.stringMatching(/^paidAt: its numbers are as large as the seconds since 1970/),
    ]);
  });

  it('leaves to the residue what hardly any document has, and what cannot be a column', async () => {
    const documents = Array.from({ length: 200 }, (_, n) => ({
      a: 'x',
      id: n,
      $$: 1,
      ...(n === 0 ? { rare: 1 } : {}),
    }));
    const { columns, notes, unpairedFields } = await propose(documents);
    expect(columns.map(({ name }) => name)).toEqual(['id', 'a']);
    expect(unpairedFields.map(({ name }) => name)).toEqual(['id', '$$', 'rare']);
    expect(notes).toEqual(
      expect.arrayContaining([
        expect.stringContaining('id gets no column'),
        expect.stringContaining('$$ gets no column'),
        expect.stringMatching(/fewer than one of 100 documents.*: rare\./),
        expect.stringContaining(
          'id (from _id) is missing or null in 200 of 200 documents, and needs a value: they will be rejects (ID_INVALID)',
        ),
      ]),
    );
  });
});
