import {
  Bool,
  defineEnum,
  Double,
  EnumOf,
  Id,
  Integer,
  IndexOn,
  Json,
  Numeric,
  Reference,
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

@Table('Other')
class Other {
  @Id() id!: string;
}
