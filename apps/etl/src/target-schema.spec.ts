import { planCollection } from '@etl/core';
import { createTestDatabase, PostgresTarget, type TestDatabase } from '@etl/postgres';
import { catalogMatchesPage, targetSchemaPage } from '@etl/testing';
import { collections } from './collections';

describe('the tables of all collections', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('are, as schema apply creates them, all 22 tables of the page, and no other', async () => {
    const definitions = await Promise.all([...collections.values()].map((load) => load()));
    const plans = definitions.map(planCollection);
    expect(plans.flatMap(({ tables }) => tables)).toHaveLength(22);
    await new PostgresTarget(database.uri).applySchema(plans);
    await catalogMatchesPage(database.uri, targetSchemaPage());
  });
});
