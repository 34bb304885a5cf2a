import { CaptureSink, doubleCodec } from '@etl/core';
import fc from 'fast-check';
import pg from 'pg';
import { TEST_DATABASE_VARIABLE } from '../testing/test-database';

const NO_NOTES = { beside: () => undefined, repaired: () => undefined };

/** Doubles of any size, and those where spellings begin to differ. */
const doubles = fc.oneof(
  fc.double(),
  fc.double({ min: -1e19, max: 1e19, noNaN: true }),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 60n }).map(Number),
  fc.integer({ min: 50, max: 1_023 }).map((exponent) => 2 ** exponent),
  fc.integer({ min: -1_074, max: 50 }).map((exponent) => 2 ** exponent),
);

describe('A double', () => {
  it('is written as PostgreSQL prints it, so that both sides group and add up the same text', async () => {
    const capture = new CaptureSink();
    const written = fc.sample(doubles, 20_000).map((double) => {
      doubleCodec.encode(double, capture, NO_NOTES);
      return capture.value;
    });
    const client = new pg.Client({ connectionString: process.env[TEST_DATABASE_VARIABLE] });
    await client.connect();
    try {
      const { rows } = await client.query<{ given: string; printed: string }>(
        `SELECT x AS given, x::double precision::text AS printed FROM unnest($1::text[]) x
          WHERE x <> x::double precision::text`,
        [written],
      );
      expect(rows).toEqual([]);
    } finally {
      await client.end();
    }
  });
});
