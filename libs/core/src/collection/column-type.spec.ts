import { getMetadataArgsStorage } from 'typeorm';
import { integerCodec } from '../codecs';
import { ColumnOf } from './column-of.decorator';
import { isNumber, isPointInTime, typeormType } from './column-type';

describe('a type of another name', () => {
  it.each([
    ['bigint', { type: 'bigint' }],
    ['character varying(40)', { type: 'character varying', length: 40 }],
    ['timestamp(3) with time zone', { type: 'timestamp with time zone', precision: 3 }],
    ['numeric(10,4)', { type: 'numeric', precision: 10 }],
    ['bit(8)[]', { type: 'bit', length: 8, array: true }],
    ['"Odd Type"', { type: '"Odd Type"' }],
  ])('%s is told to TypeORM in its parts', (name, expected) => {
    expect(typeormType(name)).toEqual(expected);
  });

  it.each([
    ['date', true, false],
    ['timestamp(3) with time zone', true, false],
    ['daterange', false, false],
    ['date[]', false, false],
    ['bigint', false, true],
    ['numeric(40,10)', false, true],
    ['bigint[]', false, false],
    ['uuid', false, false],
  ])('%s is a point in time (%p), or adds up (%p)', (name, time, number) => {
    expect([isPointInTime({ kind: 'other', name }), isNumber({ kind: 'other', name })]).toEqual([
      time,
      number,
    ]);
  });

  it('has a default as it is written, and the start of the run only where it is a point in time', () => {
    class Row {}
    ColumnOf({ type: 'date', codec: integerCodec }, { default: 'now' })(Row.prototype, 'day');
    ColumnOf({ type: 'character varying(9)', codec: integerCodec }, { default: 'now' })(
      Row.prototype,
      'word',
    );
    const defaults = getMetadataArgsStorage()
      .columns.filter(({ target }) => target === Row)
      .map(({ options }) => typeof options.default);
    expect(defaults).toEqual(['function', 'string']);
  });
});
