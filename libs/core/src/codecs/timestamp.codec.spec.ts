import fc from 'fast-check';
import { timestampCodec } from './timestamp.codec';
import { recordEncoding } from './value-cases/recorded-encoding';

/** The text that PostgreSQL would print, from ECMAScript's ISO text. */
function fromIso(iso: string): string {
  const [date = '', time = ''] = iso.split('T');
  const dash = date.indexOf('-', 1);
  const year = Number(date.slice(0, dash));
  const clock = time.slice(0, 8) + time.slice(8, 12).replace(/\.?0+$/, '');
  const era = year > 0 ? '' : ' BC';
  return `${String(year > 0 ? year : 1 - year).padStart(4, '0')}${date.slice(dash)} ${clock}${era}`;
}

/** PostgreSQL's own j2date (src/backend/utils/adt/datetime.c): the date of a Julian day. */
function j2date(julianDay: number): string {
  let julian = julianDay + 32_044;
  let quad = Math.trunc(julian / 146_097);
  const extra = (julian - quad * 146_097) * 4 + 3;
  julian += 60 + quad * 3 + Math.trunc(extra / 146_097);
  quad = Math.trunc(julian / 1461);
  julian -= quad * 1461;
  let y = Math.trunc((julian * 4) / 1461);
  julian = (y !== 0 ? (julian + 305) % 365 : (julian + 306) % 366) + 123;
  y += quad * 4;
  const year = y - 4800;
  quad = Math.trunc((julian * 2141) / 65_536);
  const day = julian - Math.trunc((7834 * quad) / 256);
  const month = ((quad + 10) % 12) + 1;
  const two = (n: number): string => String(n).padStart(2, '0');
  const yearText = String(year > 0 ? year : 1 - year).padStart(4, '0');
  return `${yearText}-${two(month)}-${two(day)} 00:00:00${year > 0 ? '' : ' BC'}`;
}

function written(value: unknown): unknown {
  return recordEncoding(timestampCodec, value).written[0];
}

// From 4714-11-24 BC on, as PostgreSQL.
const jsDates = fc.date({ min: new Date(-210_866_803_200_000), noInvalidDate: true });

describe('The timestamp codec', () => {
  it('writes what ECMAScript has, in every spelling, and returns it', () => {
    fc.assert(
      fc.property(jsDates, (date) => {
        const expected = fromIso(date.toISOString());
        expect(written({ $date: { $numberLong: String(date.getTime()) } })).toBe(expected);
        expect(written(date.toISOString())).toBe(expected);
        expect(written(date.getTime())).toBe(expected);
        expect(timestampCodec.decode(expected)).toEqual(date);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with PostgreSQL on every day of its range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 109_203_527 }), (julianDay) => {
        const epoch = BigInt(julianDay - 2_440_588) * 86_400_000n;
        expect(written({ $date: { $numberLong: String(epoch) } })).toBe(j2date(julianDay));
      }),
      { numRuns: 5000 },
    );
    expect(j2date(109_203_527)).toBe('294276-12-31 00:00:00');
    expect(j2date(0)).toBe('4714-11-24 00:00:00 BC');
  });

  it('converts offsets', () => {
    fc.assert(
      fc.property(jsDates, fc.integer({ min: -1439, max: 1439 }), (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000);
        fc.pre(local.getTime() === local.getTime() && local.getUTCFullYear() >= -4000);
        const size = Math.abs(offset);
        const two = (n: number): string => String(n).padStart(2, '0');
        const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(written(local.toISOString().replace('Z', zone))).toBe(fromIso(date.toISOString()));
      }),
    );
  });

  it('rounds a fraction of any length half away from zero of the epoch', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.stringMatching(/^[0-9]{1,12}$/),
        (floor, more) => {
          const text = new Date(floor).toISOString().replace('Z', `${more}Z`);
          const scale = 10n ** BigInt(more.length);
          const exact = BigInt(floor) * scale + BigInt(more);
          const size = exact < 0n ? -exact : exact;
          const rounded = Number((size * 2n + scale) / (scale * 2n)) * (exact < 0n ? -1 : 1);
          const outcome = /^0*$/.test(more) ? 'coerced' : 'repaired';
          expect(recordEncoding(timestampCodec, text)).toMatchObject({
            outcome,
            written: [fromIso(new Date(rounded).toISOString())],
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('leaves a text what no Date holds', () => {
    expect(timestampCodec.decode('294276-12-31 23:59:59.999')).toBe('294276-12-31 23:59:59.999');
    expect(timestampCodec.decode('-infinity')).toBe('-infinity');
    expect(timestampCodec.decode('0044-03-15 00:00:00 BC')).toEqual(new Date('-000043-03-15T00:00:00Z'));
    expect(timestampCodec.decode('0001-01-01 00:00:00 BC')).toEqual(new Date('0000-01-01T00:00:00Z'));
  });
});
