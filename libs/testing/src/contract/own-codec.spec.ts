import {
  type Codec,
  ColumnOf,
  defineCollection,
  EtlError,
  Id,
  planCollection,
  sumOf,
  Table,
} from '@etl/core';
import { bigintCodec } from '../invented/bigint.codec';
import { uuidCodec } from '../invented/own-codecs';
import { PARCELS_PAGE, parcels } from '../invented/parcels';
import { importLines } from '../trial/import-lines';
import { withTrial } from '../trial/trial';
import { describeCollection } from './describe-collection';
import { hostileValuesAreSettled } from './hostile-trial';

describeCollection(parcels(), {
  folder: __dirname,
  schema: PARCELS_PAGE,
  golden: [0, 3, 4, 5, 6, 7],
  hostile: {
    uuid: { uuid: { outcome: 'mapped', text: '01234567-89ab-cdef-0123-456789abcdef' } },
    bytes: {
      binary: { outcome: 'mapped', text: '\\x000102' },
      customBinary: { outcome: 'mapped', text: '\\x000102' },
      uuid: { outcome: 'mapped', text: '\\x0123456789abcdef0123456789abcdef' },
    },
    bigint: {
      zero: { outcome: 'mapped', text: '0' },
      one: { outcome: 'mapped', text: '1' },
      int: { outcome: 'mapped', text: '7' },
      long: { outcome: 'mapped', text: '9007199254740993' },
      wholeDouble: { outcome: 'mapped', text: '6' },
      fraction: { outcome: 'repaired', text: '3' },
      minusZero: { outcome: 'coerced', text: '0' },
      decimal: { outcome: 'repaired', text: '12' },
      longDecimal: { outcome: 'repaired', text: '1234567890123457' },
      numberText: { outcome: 'coerced', text: '5' },
      paddedNumberText: { outcome: 'coerced', text: '8' },
      decimalText: { outcome: 'repaired', text: '13' },
      yearText: { outcome: 'coerced', text: '2024' },
      epochText: { outcome: 'coerced', text: '1709208000000' },
    },
  },
});

const UUID = '01234567-89ab-cdef-0123-456789abcdef';
const parcel = (id: string, changes: object): string =>
  JSON.stringify({
    _id: id,
    tracking: UUID.replace(/^0/, id),
    sentAt: { $date: '2024-01-01T00:00:00Z' },
    ...changes,
  });

describe('a column with a codec of its own', () => {
  it('tells the later of two documents by a date of its own type', async () => {
    const { rows, rejects } = await importLines(parcels(), [
      parcel('a', { grams: 1, updatedAt: { $date: '2024-03-01T00:00:00Z' } }),
      parcel('a', { grams: 2, updatedAt: { $date: '2024-02-01T00:00:00Z' } }),
    ]);
    expect(rows['Parcel']).toMatchObject([{ grams: '1' }]);
    expect(rejects).toMatchObject([{ code: 'DUPLICATE_ID', line: 2 }]);
  });

  it('is a unique key like any other', async () => {
    const { rejects } = await importLines(parcels(), [
      parcel('a', { tracking: UUID }),
      parcel('b', { tracking: UUID.toUpperCase() }),
    ]);
    expect(rejects).toMatchObject([
      { code: 'UNIQUE_TAKEN', _id: 'b', field: 'trackingId', value: `"${UUID}"` },
    ]);
  });

  it('that an index cannot hold is a reject', async () => {
    let seed = 1;
    const noise = Buffer.from(
      Array.from({ length: 9_000 }, () => (seed = (seed * 48_271) % 2_147_483_647) & 0xff),
    );
    const seal = { $binary: { base64: noise.toString('base64'), subType: '00' } };
    const { rejects } = await importLines(parcels(), [parcel('a', { seal })]);
    expect(rejects).toMatchObject([{ code: 'VALUE_UNFIT', field: 'label, seal' }]);
  });

  it('is compared by its text, also where its type knows no equality, or a lenient one', async () => {
    const raw: Codec<string> = {
      kind: 'raw-json',
      scalar: false,
      example: (n) => String(n),
      encode(value, sink) {
        sink.text(typeof value === 'string' ? value : JSON.stringify(value));
        return 'mapped';
      },
      decode: (text) => text,
    };
    @Table('Note')
    class Note {
      @Id() id!: string;
      @ColumnOf({ type: 'json', codec: raw }) body!: string;
      @ColumnOf({ type: 'interval', codec: raw }) span!: string;
    }
    const notes = defineCollection({ ...parcels(), name: 'notes', entities: [Note], aggregates: [] });
    await withTrial(notes, async (trial) => {
      const line = (body: object, span: string): string => JSON.stringify({ _id: 'a', body, span });
      const outcomes: string[] = [];
      for (const lines of [
        [line({ a: 1 }, '1 day')],
        [line({ a: 1 }, '1 day'), line({ a: 1 }, '1 day')],
        [line({ a: 2 }, '1 day')],
        [line({ a: 2 }, '24:00:00')],
      ]) {
        await trial.write(lines);
        const [row] = (await trial.import()).ledger;
        outcomes.push(`${row?.inserted} ${row?.updated} ${row?.unchanged} ${row?.merged}`);
      }
      expect(outcomes).toEqual(['1 0 0 0', '0 0 1 1', '0 1 0 0', '0 1 0 0']);
    });
  });

  it('differs from a target whose column has another type, and says so by the name of its own', () =>
    withTrial(parcels(), async ({ plan, sql, target }) => {
      expect(await target.checkSchema([plan])).toEqual([]);
      await sql.query('ALTER TABLE "Parcel" ALTER label TYPE text');
      expect(await target.checkSchema([plan])).toMatchObject([
        {
          object: 'label',
          kind: 'differs',
          expected: 'character varying(20)',
          found: 'text',
          blocking: true,
        },
      ]);
    }));

  it('needs an example for the contract suite, which says so', async () => {
    const { example: _, ...silent } = bigintCodec;
    @Table('Parcel')
    class Silent {
      @Id() id!: string;
      @ColumnOf({ type: 'bigint', codec: silent }) grams!: bigint;
    }
    const definition = defineCollection({ ...parcels(), entities: [Silent], aggregates: [] });
    await expect(hostileValuesAreSettled(definition)).rejects.toThrow(/The codec bigint needs an `example`/);
  });

  it.each(['', 'bigint; DROP TABLE "Parcel"', "varchar('x')"])('is of no type called %p', (type) => {
    expect(() => ColumnOf({ type, codec: bigintCodec })).toThrow(EtlError);
  });

  it('can be summed up where it is a number', () => {
    @Table('Parcel')
    class Tracked {
      @Id() id!: string;
      @ColumnOf({ type: 'uuid', codec: uuidCodec }) trackingId!: string;
    }
    const tracked = defineCollection({
      ...parcels(),
      entities: [Tracked],
      aggregates: [sumOf('trackingId')],
    });
    expect(() => planCollection(tracked)).toThrow(/adds up trackingId, a uuid/);
  });
});
