import type { ColumnKind } from '../draft/collection-draft';
import { databaseWith } from '../testing/with-database';
import { saidDefault } from './column-default';
import { readTable } from './read-table';

/** Column type, default as a person writes it, kind, and what a decorator says; undefined where it says nothing. */
const CASES: readonly (readonly [string, string, ColumnKind, unknown])[] = [
  ['text', `'planning'`, 'text', 'planning'],
  ['text', `''`, 'text', ''],
  ['text', `'it''s "so"'`, 'text', `it's "so"`],
  ['text', `E'a\\\\b\\n''c'`, 'text', `a\\b\n'c`],
  ['text', `'a'::varchar`, 'text', 'a'],
  ['text', `lower('A')`, 'text', undefined],
  ['text', 'gen_random_uuid()::text', 'text', undefined],
  ['text', 'CURRENT_USER', 'text', undefined],
  ['"Mood"', `'so-so'`, 'enum', 'so-so'],
  ['boolean', 'true', 'boolean', true],
  ['boolean', `'no'`, 'boolean', false],
  ['boolean', '1 > 2', 'boolean', undefined],
  ['integer', '0', 'integer', 0],
  ['integer', '-5', 'integer', -5],
  ['integer', `'7'`, 'integer', 7],
  ['integer', `nextval('counter')`, 'integer', undefined],
  ['double precision', '0', 'double', 0],
  ['double precision', '-0.5', 'double', -0.5],
  ['double precision', '1e30', 'double', 1e30],
  ['double precision', `'Infinity'`, 'double', undefined],
  ['timestamp(3)', 'CURRENT_TIMESTAMP', 'timestamp', 'now'],
  ['timestamp(3)', 'now()', 'timestamp', 'now'],
  ['timestamp(3)', 'CURRENT_TIMESTAMP(3)', 'timestamp', 'now'],
  ['timestamp(3)', 'LOCALTIMESTAMP', 'timestamp', 'now'],
  ['timestamp(3)', `now() AT TIME ZONE 'utc'`, 'timestamp', 'now'],
  ['timestamp(3)', `timezone('utc', now())`, 'timestamp', 'now'],
  ['timestamp(3)', `now() + '1 day'`, 'timestamp', undefined],
  ['timestamp(3)', `'2020-01-01'`, 'timestamp', undefined],
  ['numeric(18,2)', '0', 'numeric', undefined],
  ['jsonb', `'{}'`, 'jsonb', undefined],
];

describe('the default of a column', () => {
  const columns = CASES.map(([type, written], n) => `"c${n}" ${type} DEFAULT (${written})`);
  const database = databaseWith(
    `CREATE TYPE "Mood" AS ENUM ('good', 'so-so')`,
    'CREATE SEQUENCE counter',
    `CREATE TABLE "T" (id text PRIMARY KEY, ${columns.join(', ')}, a text[] DEFAULT '{}', b text[] DEFAULT ARRAY[]::text[], c text[] DEFAULT '{x}')`,
  );
  let defaults: ReadonlyMap<string, string>;
  beforeAll(async () => {
    ({ defaults } = await readTable(database.uri, 'T'));
  });

  it.each(CASES.map(([type, written, kind, said], n) => [type, written, kind, said, n] as const))(
    '%s DEFAULT %s of %s is %p',
    (_type, _written, kind, said, n) => {
      expect(saidDefault(kind, defaults.get(`c${n}`)!)?.value).toBe(said);
    },
  );

  it('of an array is implied where it is the empty one, and said by nobody else', () => {
    expect(saidDefault('text-array', defaults.get('a')!)).toEqual({ value: undefined });
    expect(saidDefault('text-array', defaults.get('b')!)).toEqual({ value: undefined });
    expect(saidDefault('text-array', defaults.get('c')!)).toBeUndefined();
  });
});
