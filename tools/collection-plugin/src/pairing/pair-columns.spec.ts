import { Int32, ObjectId } from 'bson';
import type { ColumnDraft } from '../draft/collection-draft';
import { inferShape } from '../inference/infer-shape';
import { sampleOf } from '../testing/sample-of';
import { byConvention } from './by-convention';
import { likenessOf } from './likeness';
import { pairColumns } from './pair-columns';

const id = (n: number): ObjectId => ObjectId.createFromHexString(n.toString(16).padStart(24, '0'));
const text = (name: string, choices: Partial<ColumnDraft> = {}): ColumnDraft => ({
  name,
  kind: 'text',
  nullable: true,
  from: [],
  ...choices,
});
const reference = (name: string, choices: Partial<ColumnDraft> = {}): ColumnDraft =>
  text(name, { kind: 'reference', reference: { table: 'Other' }, ...choices });

async function pair(columns: readonly ColumnDraft[], ...documents: readonly object[]) {
  const sample = sampleOf(documents);
  return pairColumns(columns, await inferShape(sample), sample);
}

describe('a field is like a column', () => {
  it.each([
    ['createdById', 'createdById', 'same'],
    ['createdAt', 'created_at', 'spelling'],
    ['createdAt', 'Created-At', 'spelling'],
    ['showWhatsApp', 'showWhatsapp', 'spelling'],
    ['createdById', 'createdBy', 'older'],
    ['cityId', 'city', 'older'],
    ['cityId', 'city_ref', 'newer'],
    ['cityId', 'cityRef', 'newer'],
    ['cityId', 'city_oid', 'newer'],
    ['relatedPropertyIds', 'relatedProperties', 'older'],
    ['image', 'images', 'number'],
    ['tags', 'tag', 'number'],
    ['address', 'adress', 'slip'],
    ['subscription', 'subscirption', 'slip'],
    ['id', 'ref', undefined],
    ['city', 'cityName', undefined],
    ['price', 'prize', 'slip'],
    ['area', 'arena', undefined],
    ['line1', 'line2', undefined],
    ['name', '__', undefined],
  ])('%s, %s: %s', (name, field, likeness) => {
    expect(likenessOf({ name, kind: 'text' }, field)).toBe(likeness);
  });

  it.each([
    ['isUrgent', 'urgent', 'flag'],
    ['urgent', 'is_urgent', 'flag'],
    ['hasParking', 'parking', 'flag'],
    ['isOpen', 'hasOpen', 'flag'],
    ['is', 'has', undefined],
  ])('%s and %s, where it is a flag: %s', (name, field, likeness) => {
    expect(likenessOf({ name, kind: 'boolean' }, field)).toBe(likeness);
    expect(likenessOf({ name, kind: 'text' }, field)).not.toBe('flag');
  });

  it('but a flag is not like its contrary', () => {
    expect(likenessOf({ name: 'isActive', kind: 'boolean' }, 'inActive')).toBeUndefined();
  });
});

describe('pairing columns and fields', () => {
  it('gives a field to the column with the surest claim, and names what is left on both sides', async () => {
    const paired = await pair(
      [
        text('id', { kind: 'id', from: ['_id'], nullable: false }),
        text('title'),
        reference('ownerId'),
        text('createdAt', { kind: 'timestamp' }),
        text('gone'),
      ],
      { _id: id(1), title: 'a', owner: id(2), created_at: new Date(0), extra: { a: 1 }, __v: 0 },
    );
    expect(paired.columns.map(({ name, from }) => [name, ...from])).toEqual([
      ['id', '_id'],
      ['title', 'title'],
      ['ownerId', 'owner'],
      ['createdAt', 'created_at'],
      ['gone'],
    ]);
    expect(paired.unpairedFields.map(({ name }) => name)).toEqual(['extra']);
    expect(paired.unpairedColumns).toEqual(['gone']);
    expect(paired.fields.find(({ name }) => name === 'owner')).toMatchObject({ refersTo: 'Other' });
    expect(paired.decisions).toEqual([]);
    expect(paired.notes).toEqual([]);
  });

  it('reads the newer spelling first, and asks nothing', async () => {
    const { columns, decisions } = await pair(
      [reference('cityId')],
      { city: id(1) },
      { city_ref: id(2), city: id(3) },
    );
    expect(columns[0]?.from).toEqual(['city_ref', 'city']);
    expect(decisions).toEqual([]);
  });

  it('asks for the order where spellings of one name differ, not where they agree', async () => {
    const both = await pair([text('createdBy')], { createdBy: 'a', created_by: 'b' }, { created_by: 'a' });
    expect(both.columns[0]?.from).toEqual(['createdBy', 'created_by']);
    expect(both.decisions).toEqual([
      {
        subject: 'createdBy',
        question: expect.stringContaining('differ in 1 of 2 documents: createdBy, created_by.'),
      },
    ]);
    expect((await pair([text('createdBy')], { createdBy: 'a', created_by: 'a' })).decisions).toEqual([]);
  });

  it('takes no name for a reference, and asks where ids go by the name of another column', async () => {
    const names = await pair([reference('cityId')], { city: 'Cairo' });
    expect(names.unpairedColumns).toEqual(['cityId']);
    const ids = await pair([text('city'), reference('cityId')], { city: id(1) });
    expect(ids.columns[0]?.from).toEqual(['city']);
    expect(ids.decisions).toEqual([
      { subject: 'cityId', question: expect.stringContaining('The field city holds ids') },
    ]);
  });

  it('guesses by likeness only where every value fits, and asks between several', async () => {
    const guessed = await pair([text('address')], { adress: 'a' }, { adress: 'b' });
    expect(guessed.columns[0]).toMatchObject({
      from: ['adress'],
      guess: 'from adress by the likeness of the names; all 2 values in 2 documents fit',
    });
    expect((await pair([text('image')], { images: ['a', 'b'] })).unpairedColumns).toEqual(['image']);
    expect((await pair([text('views', { kind: 'integer' })], { view: 'none' })).unpairedColumns).toEqual([
      'views',
    ]);
    const several = await pair([text('address')], { adress: 'a', addres: 'b' });
    expect(several.unpairedColumns).toEqual(['address']);
    expect(several.decisions[0]?.question).toContain('several are like it: adress, addres.');
  });

  it('guesses a flag without its mark, which a default would hide', async () => {
    const flag = text('isUrgent', { kind: 'boolean', nullable: false, default: false });
    const { columns, decisions } = await pair([flag, text('a')], { urgent: true, a: 'x' }, { urgent: false });
    expect(columns[0]).toMatchObject({ from: ['urgent'], guess: expect.stringContaining('all 2 values') });
    expect(decisions).toEqual([]);
  });

  it('asks about a column and a field that share words and fit, and are left on both sides', async () => {
    const { decisions, columns } = await pair(
      [
        text('title'),
        text('durationMinutes', { kind: 'integer', default: 0, nullable: false }),
        text('roomNumber'),
        text('author', { kind: 'jsonb' }),
        reference('cityId'),
        text('floorCount', { kind: 'integer' }),
        text('phoneNumber', { nullable: false }),
      ],
      {
        title: 'x',
        minutes: new Int32(5),
        room: '12',
        authorName: 'x',
        cityTitle: 'x',
        floor: 'third',
        phone: 'x',
      },
    );
    expect(columns.flatMap(({ from }) => from)).toEqual(['title', 'city']);
    expect(decisions).toEqual([
      {
        subject: 'durationMinutes',
        question:
          'No field has its name, so every row will have the default, 0 there; but minutes has no column, shares a word with it, and its values fit. Is it the same thing (from: …), or another?',
      },
      {
        subject: 'roomNumber',
        question: expect.stringContaining('will have nothing there; but room has no'),
      },
      { subject: 'phoneNumber', question: expect.stringContaining('(from; phone shares a word with it') },
    ]);
  });

  it('asks whether it is the right table where nothing but the id and the dates has a field', async () => {
    const dates = [
      text('id', { kind: 'id', from: ['_id'], nullable: false }),
      text('createdAt', { kind: 'timestamp' }),
    ];
    const document = { _id: id(1), createdAt: new Date(0), a: 'x', b: 'x' };
    const unlike = await pair([...dates, text('street'), text('views')], document);
    expect(unlike.decisions).toEqual([
      { subject: 'the table', question: expect.stringMatching(/^None of its 2 columns besides.* 2 fields/) },
    ]);
    expect((await pair([...dates, text('a'), text('views')], document)).decisions).toEqual([]);
    expect((await pair(dates, document)).decisions).toEqual([]);
  });

  it('assumes the usual field of a reference that no document has', async () => {
    const assumed = await pair([reference('updatedById'), reference('cityId')], { city: 'Cairo' });
    expect(assumed.columns.map(({ from, guess }) => [...from, guess])).toEqual([
      ['updatedBy', 'from updatedBy by convention; it is in none of 1 documents'],
      [undefined],
    ]);
    expect(assumed.unpairedColumns).toEqual(['updatedById', 'cityId']);
  });

  it('asks about a column that needs a value and has no field', async () => {
    const { decisions, unpairedColumns } = await pair(
      [
        text('a', { nullable: false }),
        text('b', { nullable: false, default: 'x' }),
        text('c'),
        text('d', { kind: 'text-array', nullable: false }),
      ],
      { z: 1 },
    );
    expect(unpairedColumns).toEqual(['a', 'b', 'c', 'd']);
    expect(decisions).toEqual([
      { subject: 'a', question: expect.stringContaining('every document would be a reject') },
    ]);
  });

  it('says what the values of the documents will become, by the codecs', async () => {
    const status = { name: 'Status', values: ['on', 'off'] };
    const documents = [
      { count: '5', status: 'ON', rooms: '3', _id: id(1) },
      { count: new Int32(5), status: 'off', rooms: new Int32(1), _id: id(2) },
      { count: 'secret', status: 'secret', rooms: 'secret', _id: id(3) },
      { status: null, rooms: null, _id: '' },
      { count: new Int32(1), status: 'off', _id: id(5) },
    ];
    const { notes, decisions } = await pair(
      [
        text('id', { kind: 'id', nullable: false, from: ['_id'] }),
        text('count', { kind: 'integer', nullable: false }),
        text('status', { kind: 'enum', nullable: false, enum: status, default: 'on' }),
        text('rooms', { kind: 'integer' }),
      ],
      ...documents,
    );
    expect(notes).toEqual([
      'id (from _id): 1 of 5 values do not fit (empty-string 1): their documents will be rejects (ID_INVALID).',
      'count is missing or null in 1 of 5 documents, and needs a value: they will be rejects (VALUE_MISSING).',
      'count: 1 of 4 values do not fit (not-a-number 1): their documents will be rejects (VALUE_UNFIT).',
      'status: 1 of 4 values do not fit (not-in-enum 1): their documents will be rejects (VALUE_UNFIT).',
      'rooms: 1 of 3 values do not fit (not-a-number 1): they become null, and the originals stay in the residue.',
    ]);
    expect(decisions).toEqual([]);
  });

  it('asks where most values do not fit the column of that name', async () => {
    const { columns, decisions } = await pair(
      [text('price', { kind: 'integer' })],
      { price: 'a lot' },
      { price: 'more' },
    );
    expect(columns[0]?.from).toEqual(['price']);
    expect(decisions).toEqual([
      {
        subject: 'price',
        question: expect.stringContaining('2 of 2 values of price do not fit the column (not-a-number 2)'),
      },
    ]);
  });

  it('knows emails and urls by their values', async () => {
    const { columns } = await pair(
      [text('email'), text('contact'), text('logo'), text('images', { kind: 'text-array' }), text('site')],
      {
        email: 'A@example.com',
        contact: 'b@example.com',
        logo: { url: 'https://x' },
        images: [{ url: 'https://y' }],
        site: 'https://z',
      },
      {
        email: 'none',
        contact: 'c@example.com',
        logo: 'https://x',
        images: ['https://y'],
        site: 'https://z',
      },
    );
    expect(columns.map(({ kind }) => kind)).toEqual(['email', 'email', 'url', 'url-array', 'text']);
    expect(columns[0]?.guess).toBe('an email in 1 of 2 documents: lower-cased on arrival');
  });
});

describe('columns without documents', () => {
  it('come from the field of their name, references without their Id', () => {
    const columns = byConvention([
      text('id', { kind: 'id', from: ['_id'] }),
      text('title'),
      reference('createdById'),
      reference('owner'),
      text('workEmail'),
    ]);
    expect(columns.map(({ kind, from, guess }) => [kind, ...from, guess])).toEqual([
      ['id', '_id', undefined],
      ['text', 'title', undefined],
      ['reference', 'createdBy', 'from createdBy by convention; no document was read'],
      ['reference', 'owner', undefined],
      ['email', 'workEmail', 'an email by its name: lower-cased on arrival'],
    ]);
  });
});
