import {
  Bool,
  ColumnOf,
  createTextCodec,
  defineEnum,
  describeDifference,
  Double,
  EnumOf,
  Id,
  Integer,
  IndexOn,
  Json,
  Numeric,
  Reference,
  requireFittingSchema,
  Table,
  Text,
  TextArray,
  Timestamp,
  UniqueKey,
} from '@etl/core';
import pg from 'pg';
import { PostgresTarget } from '../postgres-target';
import { planOf } from '../testing/import-trial';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { schemaSteps } from './apply-schema';

const Colour = defineEnum('Colour', ["it's red", 'blue']);

@Table('Maker')
class Maker {
  @Id() id!: string;
  @Text() name!: string;
}

@Table('We"ird Table')
@UniqueKey('na"me', 'price')
@IndexOn('madeAt')
class Weird {
  @Id() id!: string;
  @Text({ default: "o'clock" }) 'na"me'!: string;
  @EnumOf(Colour, { default: 'blue' }) colour!: string;
  @Integer({ default: 5 }) count!: number;
  @Double({ default: 0 }) rate!: number;
  @Bool({ default: true }) active!: boolean;
  @Numeric(18, 2, { nullable: true }) price!: string | null;
  @Timestamp({ default: 'now' }) madeAt!: Date;
  @TextArray() tags!: string[] | null;
  @Json({ nullable: true }) data!: unknown;
  @Reference({ table: 'Maker' }) makerId!: string;
  @Reference({ table: 'We"ird Table', nullable: true }) parentId!: string | null;
}

const makers = planOf('makers', Maker);
const weird = planOf('weird', Weird);

describe('the schema', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let target: PostgresTarget;

  beforeEach(async () => {
    database = await createTestDatabase();
    target = new PostgresTarget(database.uri);
    client = new pg.Client({ connectionString: database.uri });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  it('is derived from the plans as this SQL', () => {
    expect(
      schemaSteps('public', [makers, weird])
        .map(({ sql }) => sql)
        .join(';\n'),
    ).toMatchSnapshot();
  });

  it.each([
    ['varchar(40)', 'Crate.extra is of the type varchar(40): write character varying(40).'],
    ['timestamptz(3)', 'Crate.extra is of the type timestamptz(3): write timestamp(3) with time zone.'],
    ['int8[]', 'Crate.extra is of the type int8[]: write bigint[].'],
    ['nosuchtype', 'Crate.extra is of the type nosuchtype, which the target has not.'],
  ])(
    'names a column of the type %s, which is none of the target or another name of one',
    async (type, message) => {
      @Table('Crate')
      class Crate {
        @Id() id!: string;
        @ColumnOf({ type, codec: createTextCodec() }) extra!: string;
        @ColumnOf({ type: 'bit(8)[]', codec: createTextCodec() }) bits!: string;
        @ColumnOf({ type: 'timestamp(3) with time zone', codec: createTextCodec() }) at!: string;
      }
      const crates = planOf('crates', Crate);
      const refused = { code: 'COLUMN_TYPE_INVALID', exitCode: 2, message };
      await expect(target.applySchema([crates])).rejects.toMatchObject(refused);
      await expect(target.checkSchema([crates])).rejects.toMatchObject(refused);
    },
  );

  it('is created once, and then agrees with the plans', async () => {
    expect(await target.applySchema([makers, weird])).toEqual([
      'Colour',
      'Maker',
      'We"ird Table',
      'We"ird Table_na"me_price_key',
      'We"ird Table_madeAt_idx',
      'We"ird Table_makerId_fkey',
      'We"ird Table_parentId_fkey',
    ]);
    expect(await target.checkSchema([makers, weird])).toEqual([]);
    await expect(target.applySchema([makers])).rejects.toMatchObject({
      code: 'TARGET_NOT_EMPTY',
      message: expect.stringContaining('Maker'),
    });
  });

  it('needs the tables that are referred to, among the plans or in the target', async () => {
    await expect(target.applySchema([weird])).rejects.toMatchObject({
      code: 'TARGET_TABLES_MISSING',
      message: expect.stringContaining('Maker (We"ird Table.makerId)'),
    });
    expect((await client.query(`SELECT 1 FROM pg_class WHERE relname = 'We"ird Table'`)).rowCount).toBe(0);
    await client.query('CREATE TABLE "Maker" (id text PRIMARY KEY)');
    await target.applySchema([weird]);
  });

  it('has the keys that a column says, and takes no others for them', async () => {
    @Table('Kept')
    class Kept {
      @Id() id!: string;
      @Reference({ table: 'Maker', onDelete: 'NO ACTION', onUpdate: 'NO ACTION' }) makerId!: string;
    }
    const kept = planOf('kept', Kept);
    await target.applySchema([makers, kept]);
    expect(await target.checkSchema([makers, kept])).toEqual([]);
    await client.query('ALTER TABLE "Kept" DROP CONSTRAINT "Kept_makerId_fkey"');
    // As PostgreSQL makes it where nobody says more.
    await client.query(
      'ALTER TABLE "Kept" ADD CONSTRAINT "Kept_makerId_fkey" FOREIGN KEY ("makerId") REFERENCES "Maker"',
    );
    expect(await target.checkSchema([makers, kept])).toEqual([]);
    await client.query('ALTER TABLE "Kept" DROP CONSTRAINT "Kept_makerId_fkey"');
    await client.query(
      'ALTER TABLE "Kept" ADD CONSTRAINT "Kept_makerId_fkey" FOREIGN KEY ("makerId") REFERENCES "Maker" ON UPDATE CASCADE',
    );
    expect(await target.checkSchema([makers, kept])).toMatchObject([
      {
        object: 'Kept_makerId_fkey',
        blocking: true,
        expected: expect.stringContaining('ON UPDATE NO ACTION'),
        found: expect.stringContaining('ON UPDATE CASCADE'),
      },
    ]);
  });

  it('is not created over an enum type with other labels', async () => {
    await client.query(`CREATE TYPE "Colour" AS ENUM ('green')`);
    await expect(target.applySchema([makers, weird])).rejects.toMatchObject({
      code: 'TARGET_SCHEMA_DIFFERS',
    });
  });

  it('tells differences apart by what they mean for an import', async () => {
    await target.applySchema([makers, weird]);
    await client.query(`ALTER TABLE "We""ird Table" DROP COLUMN data, ALTER count TYPE bigint, ALTER colour DROP DEFAULT,
      ALTER tags SET NOT NULL, ADD surprise text NOT NULL, ADD harmless text, ALTER price TYPE numeric(10,2)`);
    await client.query(`DROP INDEX "We""ird Table_madeAt_idx"`);
    await client.query(`DROP INDEX "We""ird Table_na""me_price_key"`);
    await client.query(`ALTER TABLE "We""ird Table" DROP CONSTRAINT "We""ird Table_parentId_fkey"`);
    await client.query(`ALTER TYPE "Colour" ADD VALUE 'green'`);
    await client.query('ALTER TABLE "Maker" RENAME CONSTRAINT "Maker_pkey" TO maker_pk');
    expect(await target.checkSchema([makers, weird, planOf('others', Other)])).toMatchSnapshot();
  });
});

describe('a target that does not fit', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let target: PostgresTarget;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.uri });
    await client.connect();
    target = new PostgresTarget(database.uri);
  });
  beforeEach(() => target.applySchema([makers, weird]));
  afterEach(() =>
    client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS app CASCADE'),
  );
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const lines = async (blocking: boolean): Promise<string[]> =>
    (await target.checkSchema([makers, weird]))
      .filter((difference) => difference.blocking === blocking)
      .map(describeDifference);
  const RENAMED = `CREATE TYPE "New" AS ENUM ('blue', 'green'); ALTER TABLE "We""ird Table" ALTER colour DROP DEFAULT,
    ALTER colour TYPE "New" USING 'blue', ALTER colour SET DEFAULT 'blue'; DROP TYPE "Colour"; ALTER TYPE "New" RENAME TO "Colour"`;

  it.each([
    [
      'an enum that lacks a value',
      RENAMED,
      `We"ird Table.colour is Colour without it's red, expected Colour (it's red, blue)`,
    ],
    ['a column that is gone', 'ALTER TABLE "Maker" DROP name', 'Maker.name is missing (text)'],
    [
      'a column of another type',
      'ALTER TABLE "We""ird Table" ALTER active DROP DEFAULT, ALTER active TYPE text',
      'We"ird Table.active is text, expected boolean',
    ],
    [
      'a column of its own that must be given',
      'ALTER TABLE "Maker" ADD tenant uuid NOT NULL',
      'Maker.tenant is in the target only (uuid NOT NULL without a default) and has neither null nor a default',
    ],
    ['a table that is gone', 'DROP TABLE "We""ird Table"', 'We"ird Table is missing'],
    [
      'a table in another schema',
      'CREATE SCHEMA app; ALTER TABLE "We""ird Table" SET SCHEMA app',
      'We"ird Table is missing',
    ],
    [
      'a view in the place of a table',
      'DROP TABLE "We""ird Table"; CREATE VIEW "We""ird Table" AS SELECT * FROM "Maker"',
      'We"ird Table is a view or foreign table, expected a table',
    ],
    [
      'a unique key that is gone',
      'DROP INDEX "We""ird Table_na""me_price_key"',
      'We"ird Table.We"ird Table_na"me_price_key is missing (UNIQUE (na"me, price))',
    ],
    [
      'a unique key of another column',
      'DROP INDEX "We""ird Table_na""me_price_key"; CREATE UNIQUE INDEX "We""ird Table_na""me_price_key" ON "We""ird Table" (price)',
      'We"ird Table.We"ird Table_na"me_price_key is UNIQUE (price), expected UNIQUE (na"me, price)',
    ],
  ])('says so of %s', async (_what, sql, line) => {
    await client.query(sql);
    expect(await lines(true)).toEqual([line]);
  });

  it.each([
    [
      'an enum with more values, in another order',
      `ALTER TYPE "Colour" ADD VALUE 'green' BEFORE 'blue'`,
      `We"ird Table.colour is Colour (it's red, green, blue), expected Colour (it's red, blue)`,
    ],
    [
      'more columns that may be left out',
      'ALTER TABLE "Maker" ADD a text, ADD b text NOT NULL DEFAULT 1',
      undefined,
    ],
  ])('takes %s', async (_what, sql, line) => {
    await client.query(sql);
    expect(await lines(true)).toEqual([]);
    expect(await lines(false)).toEqual(line === undefined ? [] : [line]);
  });

  it('says in which schema a table is that the one of the URI lacks', async () => {
    await client.query('CREATE SCHEMA app; ALTER TABLE "Maker" SET SCHEMA app');
    const differences = await target.checkSchema([makers]);
    expect(() => requireFittingSchema(differences)).toThrow(
      'The target lacks the tables Maker. Tables of such names are in the schema app; the URI of the target names the schema: ?schema=….',
    );
    expect(await new PostgresTarget(`${database.uri}?schema=app`).checkSchema([makers])).toEqual([]);
  });
});

@Table('Other')
class Other {
  @Id() id!: string;
}
