import { DerivedId, ParentReference, Text } from '../collection/column.decorators';
import { planCollection } from '../collection/plan';
import { FanOut, Table } from '../collection/table.decorators';
import { Paint, paints } from '../testing/sample-entities';
import { RecordingSinks } from '../testing/recording-sinks';
import { parseLine } from '../values';
import { emptyCounts } from './chunk-counts';
import { DocumentMapper } from './document-mapper';
import type { LossMode } from './loss-mode';

const PLACE = { line: 7, offset: 100, length: 50 };
const NOW = '2026-11-22 14:30:05.123';
const OID = '65f000000000000000000001';
const plan = planCollection(paints);
const [main] = plan.tables;

function map(
  document: Record<string, unknown> | string,
  onLoss: LossMode = 'record',
  broken: string | null = null,
  digest: string | null = null,
) {
  const sinks = new RecordingSinks();
  const counts = emptyCounts();
  const mapper = new DocumentMapper(plan, { onLoss, now: NOW });
  const line =
    typeof document === 'string' ? document : JSON.stringify({ _id: { $oid: OID }, code: 'c', ...document });
  mapper.digest = digest;
  mapper.map(parseLine(line), PLACE, broken, sinks, counts);
  const [row] = sinks.stage('Paint').rows;
  const column = (name: string) => row?.[5 + main.columns.findIndex((one) => one.name === name)];
  const [residue] = sinks.residue.rows;
  return {
    row,
    column,
    defaulted: row?.at(-3),
    nulls: row?.at(-2),
    residue: residue === undefined ? undefined : (JSON.parse(residue[2]!) as Record<string, unknown>),
    rejects: sinks.rejects.rows,
    uses: sinks.stage('PaintUse').rows,
    counts,
  };
}

describe('a document', () => {
  it('becomes one row: its place, the columns in order, the bits of its defaults', () => {
    const { row, counts } = map({
      shade: 'dark-red',
      isActive: false,
      createdAt: { $date: '2024-01-02T03:04:05Z' },
      tags: ['a'],
    });
    expect(row).toEqual([
      ...[OID, '7', '100', '50', null],
      ...[OID, 'c', null, 'dark-red', null, 'false', null, null, null, '["a"]', null, '2024-01-02 03:04:05'],
      ...['0', '1', null],
    ]);
    expect(counts).toMatchObject({
      documents: 1,
      read: { Paint: 1 },
      rejected: {},
      coerced: {},
      defaulted: {},
    });
  });

  it('takes the defaults of the target where fields are missing, or null where the column is NOT NULL, and says so by bits', () => {
    const { column, defaulted, counts } = map({ shade: null, tags: { $undefined: true } });
    expect([column('shade'), column('isActive'), column('tags'), column('createdAt')]).toEqual([
      'light',
      'true',
      '[]',
      NOW,
    ]);
    expect(main.defaultable.map(({ name }) => name)).toEqual(['shade', 'isActive', 'tags', 'createdAt']);
    expect(defaulted).toBe('15');
    expect(counts.defaulted).toEqual({
      'Paint.shade': 1,
      'Paint.isActive': 1,
      'Paint.tags': 1,
      'Paint.createdAt': 1,
    });
  });

  it('keeps an explicit null in a nullable column that has a default', () => {
    const { column, defaulted } = map({ tags: null });
    expect(column('tags')).toBeNull();
    expect(defaulted).toBe('11');
  });

  it('says which references are null, whatever made them so', () => {
    expect(map({ maker: { $oid: OID } }).nulls).toBe('0');
    for (const maker of [undefined, null, [null], '', { none: 1 }]) expect(map({ maker }).nulls).toBe('1');
    expect(map({ maker: { $oid: OID }, tint: null, litres: null }).nulls).toBe('0');
  });

  it('gives its digest to all of its rows', () => {
    const { row, uses } = map({ uses: ['w1', 'w2'] }, 'record', null, 'd1');
    expect([row?.at(-1), ...uses.map((use) => use.at(-1))]).toEqual(['d1', 'd1', 'd1']);
  });

  it('takes an array of one for its element, and [null] for null', () => {
    const { column, counts } = map({ litres: [[5]], email: [null], code: ['x'] });
    expect([column('litres'), column('email'), column('code')]).toEqual(['5', null, 'x']);
    expect(counts.coerced).toEqual({ 'Paint.litres': 1, 'Paint.email': 1, 'Paint.code': 1 });
  });

  it('puts null for what does not fit a nullable column and keeps the original', () => {
    const { column, residue, counts } = map({
      tint: 'no such',
      litres: { $numberLong: '99999999999' },
      price: 1.005,
    });
    expect([column('tint'), column('litres'), column('price')]).toEqual([null, null, '1.01']);
    expect(residue).toEqual({
      '/tint': 'no such',
      '/litres': { $numberLong: '99999999999' },
      '/price': 1.005,
    });
    expect(counts.repaired).toEqual({
      'Paint.tint': { 'not-in-enum': 1 },
      'Paint.litres': { 'out-of-range': 1 },
      'Paint.price': { rounded: 1 },
    });
  });

  it('is a reject where a required value is missing or does not fit; all that is wrong is named, nothing else is kept', () => {
    const { row, rejects, residue, counts } = map({
      code: { $undefined: true },
      shade: 'x',
      unmapped: 1,
      tint: 'y',
    });
    expect(row).toBeUndefined();
    expect(rejects).toEqual([
      [
        'Paint',
        OID,
        '7',
        '100',
        '50',
        null,
        'VALUE_MISSING',
        'code',
        null,
        'also: shade VALUE_UNFIT (not-in-enum)',
      ],
    ]);
    expect(residue).toBeUndefined();
    expect(counts).toMatchObject({ read: { Paint: 1 }, rejected: { Paint: 1 }, repaired: {}, residue: {} });
  });

  it('is a reject with --on-loss reject where it could only be saved changed', () => {
    const { rejects } = map({ price: 1.005 }, 'reject');
    expect(rejects[0]!.slice(6)).toEqual(['LOSS_REFUSED', 'price', null, 'rounded']);
  });

  it('counts what breaks a constraint of the entity, and loads it', () => {
    const { column, counts } = map({ email: 'Not-An-Address' });
    expect(column('email')).toBe('not-an-address');
    expect(counts.warned).toEqual({ 'Paint.email': { isEmail: 1 } });
  });

  it.each([
    ['no _id', '{"code":"c"}', 'missing'],
    ['a null _id', '{"_id":null,"code":"c"}', 'missing'],
    ['an empty _id', '{"_id":"","code":"c"}', 'empty-string'],
    ['a document as _id', '{"_id":{"a":1},"code":"c"}', 'not-an-id'],
  ])('with %s is a reject with its line', (_title, line, detail) => {
    const { row, rejects } = map(line);
    expect(row).toBeUndefined();
    expect(rejects[0]!.slice(0, 3)).toEqual(['Paint', null, '7']);
    expect([rejects[0]![6], rejects[0]![9]]).toEqual(['ID_INVALID', detail]);
  });

  it.each(['5', '[1]', 'null', '"x"'])('that is not an object (%s) is a reject', (line) => {
    expect(map(line).rejects[0]![6]).toBe('LINE_BROKEN');
  });

  it('whose line was not UTF-8 keeps the line in the residue', () => {
    const { residue, counts } = map({ code: 'a\uFFFDb' }, 'record', 'Zm9v');
    expect(residue).toEqual({ '': { $binary: { base64: 'Zm9v', subType: '00' } } });
    expect(counts.repaired).toEqual({ Paint: { 'broken-utf8': 1 } });
  });
});

describe('the residue', () => {
  it('has every leaf of a field that no column takes, by JSON Pointer, and nothing of an ignored one', () => {
    const { residue, counts } = map({ __v: 3, 'a/b': { '~': [1, {}], e: [] }, makerId: 'x' });
    expect(residue).toEqual({ '/a~1b/~0/0': 1, '/a~1b/~0/1': {}, '/a~1b/e': [], '/makerId': 'x' });
    expect(counts.residue).toEqual({ '/a/b': 1, '/makerId': 1 });
  });

  it('has what an embedded document held beside its _id', () => {
    const { column, residue } = map({ maker: { _id: { $oid: OID }, name: 'M' } });
    expect(column('makerId')).toBe(OID);
    expect(residue).toEqual({ '/maker/name': 'M' });
  });

  it('has the older spelling where it differs from the newer one, not where it says the same', () => {
    expect(map({ maker_ref: 'a', maker: 'b' })).toMatchObject({ residue: { '/maker': 'b' } });
    expect(map({ maker_ref: { $oid: OID }, maker: OID.toUpperCase() }).residue).toBeUndefined();
    const older = map({ maker_ref: null, maker: 'b' });
    expect([older.column('makerId'), older.residue]).toEqual(['b', undefined]);
    expect(map({ maker_ref: [null], maker: 'b' }).column('makerId')).toBe('b');
    expect(map({ maker_ref: 'a', maker: { $undefined: true } }).residue).toBeUndefined();
  });

  it('has both spellings where neither fits', () => {
    const { column, residue } = map({ maker_ref: '', maker: { name: 'M' } });
    expect(column('makerId')).toBeNull();
    expect(residue).toEqual({ '/maker_ref': '', '/maker/name': 'M' });
    expect(map({ maker_ref: true, maker: true }).residue).toEqual({ '/maker_ref': true });
  });

  it('has the first of a key that comes twice in a sub-document', () => {
    const { column, residue, counts } = map(
      `{"_id":"1","code":"c","details":{"a":1,"a":2},"other":{"b":1,"b":2}}`,
    );
    expect(JSON.parse(column('details')!)).toEqual({ a: 2 });
    expect(residue).toEqual({ '/details/a': 1, '/other/b': 1, '/other/b~2': 2 });
    expect(counts.repaired).toEqual({ 'Paint.details': { 'duplicate-key': 1 } });
  });

  it('has the first of a field that comes twice, which is no repair of the value that counts', () => {
    const { column, residue, counts } = map(
      `{"_id":"1","__v":1,"__v":2,"code":"a","code":"b","details":{"a":1,"a":2},"details":{"c":3}}`,
    );
    expect([column('code'), column('details')]).toEqual(['b', '{"c":3}']);
    expect(residue).toEqual({ '/code': 'a', '/details/a': 1, '/details/a~2': 2 });
    expect(counts.repaired).toEqual({});
    expect(counts.residue).toEqual({ '/code': 1, '/details': 1, '/details/a': 1 });
  });

  it('keeps __proto__ as a field like any other', () => {
    expect(map(`{"_id":"1","code":"c","__proto__":{"x":1}}`).residue).toEqual({ '/__proto__/x': 1 });
  });
});

describe('the entries of a fan-out', () => {
  it('become rows of their own with the parent and an id that a second run repeats', () => {
    const once = map({ uses: [{ wall: 'w1', coats: 2, at: { $date: '2024-01-01T00:00:00Z' } }, 'w2'] });
    expect(once.uses.map((row) => row.slice(4))).toEqual([
      ['0', expect.stringMatching(/^[0-9a-f]{32}$/), OID, 'w1', '2', '2024-01-01 00:00:00', '0', '0', null],
      ['1', expect.stringMatching(/^[0-9a-f]{32}$/), OID, 'w2', '1', NOW, '3', '0', null],
    ]);
    expect(once.uses[0]![5]).not.toBe(once.uses[1]![5]);
    expect(map({ uses: 'w1' }).uses[0]![5]).toBe(once.uses[0]![5]);
    expect(once.counts.read).toEqual({ Paint: 1, PaintUse: 2 });
  });

  it('have the id of their row also where a column that it is derived from took its default', () => {
    @Table('PaintDay')
    @FanOut({ from: 'days', bare: 'day' })
    class PaintDay {
      @DerivedId('paintId', 'day') id!: string;
      @ParentReference({ table: 'Paint' }) paintId!: string;
      @Text({ default: 'monday' }) day!: string;
    }
    const days = planCollection({ ...paints, entities: [Paint, PaintDay] });
    const sinks = new RecordingSinks();
    const mapper = new DocumentMapper(days, { onLoss: 'record', now: NOW });
    const document = { _id: OID, code: 'c', days: [{}, { day: null }, 'monday', 'tuesday'] };
    mapper.map({ document, duplicates: [] }, PLACE, null, sinks, emptyCounts());
    const rows = sinks.stage('PaintDay').rows.map(([, , , , , id, , day]) => ({ id, day }));
    expect(rows.map(({ day }) => day)).toEqual(['monday', 'monday', 'monday', 'tuesday']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
  });

  it('may be one entry in place of the array, an embedded document, or a DBRef', () => {
    expect(map({ uses: { wall: 'w' } }).uses).toHaveLength(1);
    const embedded = map({
      uses: [
        { _id: 'w', name: 'North' },
        { $ref: 'walls', $id: { $oid: OID } },
      ],
    });
    expect(embedded.uses.map((row) => row[7])).toEqual(['w', OID]);
    expect(embedded.residue).toEqual({ '/uses/0/name': 'North', '/uses/1/$ref': 'walls' });
    expect(map({ uses: { wall: 'w', note: 'x' } }).residue).toEqual({ '/uses/note': 'x' });
  });

  it('leave their unmapped fields in the residue of the document', () => {
    const { residue, counts } = map({ uses: [{ _id: { $oid: OID }, wall: 'w', device: 'phone' }] });
    expect(residue).toEqual({ '/uses/0/_id': { $oid: OID }, '/uses/0/device': 'phone' });
    expect(counts.residue).toEqual({ '/uses/-/_id': 1, '/uses/-/device': 1 });
  });

  it('are rejects of their own with their index, and the document still comes', () => {
    const { row, rejects, counts } = map({ uses: [null, { coats: 3 }, { wall: '' }] });
    expect(row).toBeDefined();
    expect(rejects.map((reject) => [reject[0], reject[5], reject[6], reject[7]])).toEqual([
      ['PaintUse', '0', 'VALUE_MISSING', 'wall'],
      ['PaintUse', '1', 'VALUE_MISSING', 'wall'],
      ['PaintUse', '2', 'VALUE_UNFIT', 'wall'],
    ]);
    expect(counts.rejected).toEqual({ PaintUse: 3 });
  });

  it('of a rejected document are rejected with it', () => {
    const { rejects, counts } = map({ code: null, uses: ['w1', 'w2'] });
    expect(rejects.map((reject) => [reject[0], reject[6]])).toEqual([
      ['Paint', 'VALUE_MISSING'],
      ['PaintUse', 'DOCUMENT_REJECTED'],
      ['PaintUse', 'DOCUMENT_REJECTED'],
    ]);
    expect(counts).toMatchObject({ read: { Paint: 1, PaintUse: 2 }, rejected: { Paint: 1, PaintUse: 2 } });
  });
});
