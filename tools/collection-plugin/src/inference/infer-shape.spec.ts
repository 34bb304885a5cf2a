import { Binary, Decimal128, Double, Int32, Long, ObjectId, UUID } from 'bson';
import { sampleOf } from '../testing/sample-of';
import { inferShape } from './infer-shape';

const infer = (...documents: readonly object[]) => inferShape(sampleOf(documents));
const one = async (...values: readonly unknown[]) => {
  const { fields } = await infer(...values.map((value) => ({ value })));
  return fields[0]!;
};
const id = (n: number): ObjectId => ObjectId.createFromHexString(n.toString(16).padStart(24, '0'));

describe('the shape of a field', () => {
  it('has the share of each type, most frequent first, and of the documents that have it', async () => {
    const { fields } = await infer(
      { a: 'x', _id: id(1) },
      { a: new Int32(5), _id: id(2) },
      { a: 'y', _id: id(3) },
      { a: null, _id: id(4) },
      { _id: id(5) },
    );
    expect(fields[0]).toEqual({
      name: 'a',
      presence: 0.8,
      types: [
        { type: 'string', share: 0.5 },
        { type: 'int32', share: 0.25 },
        { type: 'null', share: 0.25 },
      ],
      length: { min: 1, max: 1 },
      range: { min: 5, max: 5 },
      distinct: true,
    });
    expect(fields[1]).toMatchObject({ name: '_id', presence: 1, distinct: true });
  });

  it.each<readonly [string, unknown]>([
    ['string', 'x'],
    ['int32', new Int32(1)],
    ['int64', Long.fromNumber(1)],
    ['double', new Double(1.5)],
    ['decimal128', Decimal128.fromString('1.5')],
    ['boolean', false],
    ['date', new Date(0)],
    ['objectId', id(1)],
    ['array', []],
    ['document', {}],
    ['other', new Binary(Buffer.from('x'))],
    ['other', new UUID()],
  ])('is of the type %s', async (type, value) => {
    expect((await one(value)).types).toEqual([{ type, share: 1 }]);
  });

  it('looks into documents and arrays, whatever lies beside them at the same place', async () => {
    const field = await one({ a: 1, b: { c: 'x' } }, { a: null }, [{ a: 5 }, 'text', []], [], 'plain');
    expect(field).toMatchObject({
      types: [
        { type: 'document', share: 0.4 },
        { type: 'array', share: 0.4 },
        { type: 'string', share: 0.2 },
      ],
      length: { min: 5, max: 5 },
      fields: [
        {
          name: 'a',
          presence: 1,
          types: [
            { type: 'int32', share: 0.5 },
            { type: 'null', share: 0.5 },
          ],
        },
        { name: 'b', presence: 0.5, fields: [{ name: 'c', presence: 1 }] },
      ],
      items: {
        min: 0,
        max: 3,
        element: {
          name: 'value',
          presence: 1,
          types: [
            { type: 'document', share: 1 / 3 },
            { type: 'string', share: 1 / 3 },
            { type: 'array', share: 1 / 3 },
          ],
          length: { min: 4, max: 4 },
          fields: [{ name: 'a', range: { min: 5, max: 5 } }],
        },
      },
    });
    expect((await one([], [])).items).toBeUndefined();
  });

  it.each<readonly [string | undefined, readonly unknown[]]>([
    ['email', ['Adam@example.com', 'b.c@example.org']],
    ['url', ['https://example.com/a?b', 'http://example.com']],
    ['slug', ['new-cairo', 'maadi', '6-october-2']],
    ['slug', ['قرية-ساحلية', 'a-b']],
    ['hex-id', ['65f000000000000000000001', '65F000000000000000000002']],
    ['iso-date', ['2024-05-01', '2024-05-01T10:00:00Z', '']],
    ['number', ['5', '-1.50', '1e3', '0.12345678']],
    ['phone', ['+201012345678', '010 1234 5678', '+20 (2) 27-35-00-00']],
    ['uuid', ['123e4567-e89b-12d3-a456-426614174000']],
    ['uuid', [new UUID(), '123e4567-e89b-12d3-a456-426614174000']],
    [undefined, ['villa', 'apartment']],
    [undefined, ['a@example.com', 'none']],
    [undefined, ['']],
    [undefined, ['5', '2024-05-01']],
  ])('looks like %s where all its texts do: %j', async (format, texts) => {
    expect((await one(...texts)).format).toBe(format);
  });

  it('has orders of magnitude, not numbers', async () => {
    const values = [new Int32(1_234), new Double(98_765.4), Long.fromNumber(5_001), new Double(Number.NaN)];
    expect((await one(...values)).range).toEqual({ min: 1_000, max: 100_000 });
    expect((await one(new Double(-0.0234), new Double(0.0177), new Int32(0))).range).toEqual({
      min: -0.03,
      max: 0.02,
    });
  });

  it('is distinct where no value comes twice; null is none', async () => {
    expect(await one('a', 'b', null, null)).toMatchObject({ distinct: true });
    expect(await one('a', 'b', 'a')).toMatchObject({ distinct: false });
    expect(await one('5', new Int32(5))).toMatchObject({ distinct: true });
    expect(await one('x'.repeat(99), 'x'.repeat(99))).toMatchObject({ distinct: false });
    expect(await one({ a: 1 }, { a: 2 })).toMatchObject({ distinct: false });
    expect(await one(null)).toMatchObject({ distinct: false });
  });
});

describe('the fields of a sample', () => {
  it('stand in the order in which they first came', async () => {
    const { fields } = await infer({ z: 1, a: 1 }, { z: 1, m: 1, a: 1 });
    expect(fields.map(({ name }) => name)).toEqual(['z', 'a', 'm']);
  });

  it('hold no value, whatever the documents hold', async () => {
    const secret = 'Zaphod-7731';
    const inference = await infer(
      { name: secret, nested: { name: secret, list: [secret, { name: secret }] }, id: new ObjectId() },
      { name: secret, nested: { [`${secret}@example.com`]: 5 } },
    );
    expect(JSON.stringify([inference, ...inference.traits])).not.toContain('Zaphod');
  });

  it('are none where the keys of a document are data', async () => {
    const { fields } = await infer(
      { perUser: { known: 1 }, perDay: { '2024-05-01': 1 }, many: { a: 1 } },
      {
        perUser: { '65f000000000000000000001': 1, 'a@example.com': 2 },
        many: Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`key${n}`, n])),
      },
    );
    expect(fields.map(({ name, fields: nested }) => [name, nested])).toEqual([
      ['perUser', undefined],
      ['perDay', undefined],
      ['many', undefined],
    ]);
  });

  it('are left out of the top level where their names are data, and that is said', async () => {
    const { fields, notes } = await infer({ a: 1, '+201012345678': 1 }, { '65f000000000000000000001': 1 });
    expect(fields.map(({ name }) => name)).toEqual(['a']);
    expect(notes).toEqual([expect.stringContaining('Left out: 2 fields')]);
  });

  it('survive names that mean something to JavaScript and to mongodb-schema', async () => {
    const document = JSON.parse(
      '{"__proto__":1,"constructor":"x","_bsontype":"Long","a":{"_bsontype":"Int32","b":1}}',
    ) as object;
    const { fields } = await inferShape({
      ...sampleOf([]),
      documents: () => [document as Record<string, unknown>],
    });
    expect(fields.map(({ name }) => name)).toEqual(['__proto__', 'constructor', '_bsontype', 'a']);
    expect(fields.at(-1)?.fields?.map(({ name }) => name)).toEqual(['b']);
  });

  it('are not looked into without end', async () => {
    let deep: object = { end: 1 };
    for (let n = 0; n < 150; n++) deep = n % 2 === 0 ? { deep } : { list: [deep] };
    const { fields } = await infer(deep);
    expect(JSON.stringify(fields).length).toBeLessThan(5_000);
  });
});

describe('keys made of data', () => {
  const names = ['zaphod', 'Zaphod Beeble', 'ford', 'trillian', 'marvin', 'slarti', 'Ford-Prefect', 'deep'];
  const voteOf = (n: number): object => ({ [names[n % 8]!]: 1, [names[(n * 3 + 1) % 8]!]: 2 });
  const nested = async (...documents: readonly object[]) =>
    (await one(...documents)).fields?.map(({ name }) => name);

  it('are no fields where each nested object has others, and their values are of one type', async () => {
    const nicknames = Array.from({ length: 60 }, (_, n) => ({ [`nick${'abcdefghij'[n % 10]}`]: n }));
    const field = await one(...nicknames);
    expect(field.fields).toBeUndefined();
    expect(field.values).toMatchObject({
      name: 'inventedKey',
      presence: 1,
      types: [{ type: 'int32', share: 1 }],
    });
    const inference = await infer(...nicknames.map((votes) => ({ votes })));
    expect(inference.notes).toEqual([expect.stringContaining('The keys within votes look like data')]);
    expect(JSON.stringify(inference)).not.toContain('nick');
  });

  it('are no fields where one of them is the name of nobody but a person, in one object too', async () => {
    const inference = await infer(...Array.from({ length: 60 }, (_, n) => ({ votes: voteOf(n) })));
    for (const name of names) expect(JSON.stringify(inference)).not.toContain(name);
    expect(await nested({ zaphod: 1, 'Zaphod Beeble': 2 })).toBeUndefined();
    expect(await nested({ zaphod: 1, ZaphodBeeble: 2 })).toBeUndefined();
    expect(await nested({ زافود: 1 })).toBeUndefined();
  });

  it('are told from the fields of ordinary objects: few, mostly there, or of several types', async () => {
    const address = (n: number): object => ({
      street: 'x',
      ...(n % 2 === 0 ? { floor: 3, 'postal-code': 'x' } : {}),
      ...(n % 9 === 0 ? { entrance: 'x', note: 'x', since: new Date(0) } : {}),
    });
    expect(await nested(...Array.from({ length: 30 }, (_, n) => address(n)))).toHaveLength(6);
    expect(await nested({ FirstName: 'x' }, { FirstName: 'y' }, { FirstName: 'z' })).toEqual(['FirstName']);
    expect(await nested({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 })).toHaveLength(6);
  });

  it('get no column at the top, and one question that names none of them', async () => {
    const documents = Array.from({ length: 60 }, (_, n) => ({
      title: 'x',
      ...(n % 7 === 0 ? { subtitle: 'x' } : {}),
      [`nick${'abcdefghijklmnopqrst'[n % 20]}${'abc'[n % 3]}`]: n,
      ...(n === 3 ? { 'Zaphod Beeble': 1 } : {}),
    }));
    const { fields, traits, values, decisions } = await infer(...documents);
    expect(fields.map(({ name }) => name)).toEqual(['title', 'subtitle']);
    expect([...traits.keys()]).toEqual(['title', 'subtitle']);
    expect(values).toMatchObject({ name: 'inventedKey', types: [{ type: 'int32', share: 1 }] });
    expect(decisions).toEqual([
      {
        subject: 'keys made of data',
        question: expect.stringMatching(/^61 fields that occur in few documents look like keys made of data/),
      },
    ]);
  });

  it('are fields where enough documents agree, or where the table has a column of the name', async () => {
    const spaced = { 'First Name': 'x', LastName: 'y' };
    expect((await infer(spaced, spaced)).fields).toEqual([]);
    expect((await infer(spaced, spaced, spaced)).fields).toHaveLength(2);
    const known = await inferShape(sampleOf([spaced]), (name) => name === 'LastName');
    expect(known.fields.map(({ name }) => name)).toEqual(['LastName']);
  });
});

describe('the traits of a field', () => {
  it('count ids in all their spellings, urls, emails, and how many texts there are', async () => {
    const { traits } = await infer(
      { id: id(1), image: 'https://x', email: 'a@example.com', status: 'a' },
      { id: '65F000000000000000000001', image: { url: 'https://y' }, email: 'none', status: 'b' },
      { id: { _id: id(2), name: 'x' }, image: [{ url: 'https://z' }], status: 'a' },
      { id: { $ref: 'users', $id: id(3) }, image: { caption: 'x' }, status: null },
      { id: [id(4)], status: 'a' },
      { id: 'Cairo' },
      { id: null },
    );
    expect(traits.get('id')).toMatchObject({ values: 6, ids: 5 });
    expect(traits.get('image')).toMatchObject({ values: 4, urls: 2 });
    expect(traits.get('email')).toMatchObject({ values: 2, emails: 1 });
    expect(traits.get('status')).toMatchObject({ values: 4 });
    expect(traits.get('status')?.variety).toBe(2);
    const many = await infer(...Array.from({ length: 30 }, (_, n) => ({ text: `t${n}` })));
    expect(many.traits.get('text')?.variety).toBeUndefined();
  });
});
