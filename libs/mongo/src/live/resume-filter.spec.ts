import { Binary, Code, DBRef, Double, Long, MaxKey, MinKey, ObjectId, serialize, Timestamp } from 'bson';
import { bracketOf, queryableId } from './id-order';
import { ReadPosition } from './read-position';
import { filterAfter, filterAfterWithExotic } from './resume-filter';

function documentWith(_id: unknown): Buffer {
  return Buffer.from(serialize({ _id }));
}

/** `{_id: <bytes>}` of a type, for what no serializer writes. */
function rawId(type: number, value: readonly number[]): Buffer {
  const bytes = [type, 0x5f, 0x69, 0x64, 0, ...value, 0];
  return Buffer.from([bytes.length + 4, 0, 0, 0, ...bytes]);
}

function filterOf(_id: unknown): unknown {
  const id = queryableId(documentWith(_id));
  return id && filterAfter(id);
}

const EPOCH = new Date(0);
const TAIL = [
  { _id: { $in: [false, true] } },
  { _id: { $lt: EPOCH } },
  { _id: { $gte: EPOCH } },
  { _id: { $gte: new Timestamp({ t: 0, i: 0 }) } },
  { _id: new MaxKey() },
];

describe('what sorts after an _id', () => {
  it('is the rest of its bracket and every later one', () => {
    const id = new ObjectId();
    expect(filterOf(id)).toEqual({ $or: [{ _id: { $gt: id } }, ...TAIL] });
  });

  it('of the least is everything else', () => {
    expect(filterOf(new MinKey())).toEqual({
      $or: [
        { _id: null },
        { _id: NaN },
        { _id: { $gte: -Infinity } },
        { _id: { $gte: '' } },
        { _id: { $gte: {} } },
        { _id: { $gte: new Binary(new Uint8Array(0)) } },
        { _id: { $gte: new Binary(new Uint8Array(16), 4) } },
        { _id: { $gte: new ObjectId('000000000000000000000000') } },
        ...TAIL,
      ],
    });
  });

  it('of the greatest is nothing', () => {
    expect(filterOf(new MaxKey())).toEqual({ _id: { $in: [] } });
  });

  it('of NaN is every other number, though none compares with it', () => {
    expect(filterOf(new Double(NaN))).toMatchObject({
      $or: [{ _id: { $gte: -Infinity } }, { _id: { $gte: '' } }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    const long = Long.fromString('9007199254740993');
    expect(filterOf(long)).toMatchObject({ $or: expect.arrayContaining([{ _id: { $gt: long } }]) });
  });

  it('is found by leaving out what sorts before, where types are ahead that no query names', () => {
    const id = queryableId(documentWith(new Double(5)));
    expect(id && filterAfterWithExotic(id)).toEqual({
      $nor: [{ _id: new MinKey() }, { _id: null }, { _id: NaN }, { _id: { $lte: new Double(5) } }],
    });
    expect(bracketOf(documentWith(new Code('f')))).toBeUndefined();
  });
});

describe('a position', () => {
  it('is kept at the last _id that a query can name, and knows what came since', () => {
    const position = new ReadPosition();
    const pointer = rawId(0x0c, [2, 0, 0, 0, 0x61, 0, ...Array<number>(12).fill(1)]);
    const farDate = rawId(0x09, [0, 0, 0, 0, 0, 0, 0, 0x7f]);
    const brokenText = rawId(0x02, [2, 0, 0, 0, 0xff, 0]);
    const [first, second] = [documentWith('a'), documentWith('b')];
    position.advance([first, brokenText, farDate, pointer]);
    expect(position.anchor).toEqual({ bracket: 'string', value: 'a' });
    expect(position.unread([brokenText, farDate, pointer, second])).toEqual([second]);
    position.advance([second]);
    expect(position.anchor?.value).toBe('b');
    expect(position.unread([brokenText])).toEqual([brokenText]);
  });

  it('takes a DBRef for the document that it is', () => {
    expect(queryableId(documentWith(new DBRef('users', new ObjectId())))?.bracket).toBe('object');
  });
});
