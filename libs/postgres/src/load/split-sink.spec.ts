import { CopyEncoder } from '../copy/copy-encoder';
import { SplitSink } from './split-sink';

describe('a row that is parted', () => {
  const [target, place, stage] = [new CopyEncoder(), new CopyEncoder(), new CopyEncoder()];
  const sink = new SplitSink({ target, place, stage }, 3);
  const lines = (encoder: CopyEncoder): string[] => encoder.bytes().toString().split('\n').slice(0, -1);
  beforeEach(() => {
    sink.clear();
    for (const encoder of [target, place, stage]) encoder.clear();
  });

  const write = (id: string, key: string | null, end = true, entry: string | null = null): void => {
    sink.beginRow();
    sink.text(id);
    for (const number of ['7', '100', '50']) sink.literal(number);
    if (entry === null) sink.null();
    else sink.literal(entry);
    if (key === null) sink.null();
    else sink.text(key);
    sink.textArray(['x', 'y']);
    sink.null();
    sink.literal('2');
    if (end) sink.endRow();
    else sink.abandonRow();
  };

  it('goes to its table, and its place beside it', () => {
    write('a\tb', 'k', true, '3');
    expect([lines(target), lines(place), lines(stage)]).toEqual([
      ['k\t{"x","y"}\t\\N'],
      ['a\\tb\t7\t100\t50\t3\tk\t2'],
      [],
    ]);
  });

  it('goes to the stage, whole, where the chunk has had its key', () => {
    write('a', 'k');
    write('b', 'k');
    write('c', 'l');
    expect([target.rows, place.rows]).toEqual([2, 2]);
    expect(lines(stage)).toEqual(['b\t7\t100\t50\t\\N\tk\t{"x","y"}\t\\N\t2']);
  });

  it('goes to the stage, whole, where columns are longer together than they may be', () => {
    const limited = new SplitSink({ target, place, stage }, 3, [
      { columns: [1], most: 10 },
      { columns: [0, 2], most: 8 },
    ]);
    for (const [id, key, list, note] of [
      ['a', 'key', 'x', '12345'],
      ['b', 'key b', 'x', '1234'],
      ['c', 'c', '12345678', 'c'],
      ['d', 'd', 'x', '\t\n'],
    ] as const) {
      limited.beginRow();
      limited.text(id);
      for (const number of ['7', '100', '50', '1']) limited.literal(number);
      limited.text(key);
      limited.textArray([list]);
      limited.text(note);
      limited.literal('2');
      limited.endRow();
    }
    expect([lines(target), lines(place), lines(stage)]).toEqual([
      ['key\t{"x"}\t12345', 'd\t{"x"}\t\\t\\n'],
      ['a\t7\t100\t50\t1\tkey\t2', 'd\t7\t100\t50\t1\td\t2'],
      ['b\t7\t100\t50\t1\tkey b\t{"x"}\t1234\t2', 'c\t7\t100\t50\t1\tc\t{"12345678"}\tc\t2'],
    ]);
  });

  it('may come by its bytes, and in parts', () => {
    const bytes = Buffer.from('5f00Ünï"x","y"');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const id of ['a', 'b']) {
      sink.beginRow();
      sink.textPart(id);
      sink.copy(view, 0, 2);
      for (const number of ['7', '100', '50']) sink.literal(number);
      sink.null();
      sink.copyPart(view, 2, 4);
      sink.copyPart(view, 4, 6);
      sink.text('ę');
      sink.copyArray(view, 9, bytes.length);
      sink.textPart('t\t');
      sink.copyPart(view, 6, 7);
      sink.copy(view, 7, 9);
      sink.literal('2');
      sink.endRow();
    }
    expect([lines(target), lines(place), lines(stage)]).toEqual([
      ['00Üę\t{"x","y"}\tt\\tnï'],
      ['a5f\t7\t100\t50\t\\N\t00Üę\t2'],
      ['b5f\t7\t100\t50\t\\N\t00Üę\t{"x","y"}\tt\\tnï\t2'],
    ]);
  });

  it('leaves no trace where it is abandoned, and its key is free', () => {
    write('a', 'k', false);
    write('b', null, false);
    write('c', 'k');
    write('d', 'k', false);
    expect([lines(target).length, lines(place), lines(stage)]).toEqual([1, ['c\t7\t100\t50\t\\N\tk\t2'], []]);
    sink.beginRow();
    sink.text('e');
    sink.abandonRow();
    expect([target.rows, place.rows, stage.rows]).toEqual([1, 1, 0]);
  });

  it('may have a key again in the next chunk', () => {
    write('a', 'k');
    sink.clear();
    write('b', 'k');
    expect([target.rows, stage.rows]).toEqual([2, 0]);
  });
});
