import { planCollection } from '@etl/core';
import { createTestDatabase, PostgresTarget, type TestDatabase } from '@etl/postgres';
import { catalogMatchesPage, parseTargetSchema, targetSchemaPage } from '@etl/testing';
import { collections } from './collections';

describe('the tables of all collections', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('are, as schema apply creates them, all tables of the page, and those of collections that came later', async () => {
    const page = targetSchemaPage();
    const known = parseTargetSchema(page).tables;
    expect(known.size).toBe(22);

    const definitions = await Promise.all([...collections.values()].map((load) => load()));
    const plans = definitions.map(planCollection);
    await new PostgresTarget(database.uri).applySchema(plans);
    const names = plans.flatMap(({ tables }) => tables.map(({ name }) => name));
    const later = names.filter((name) => !known.has(name));
    await catalogMatchesPage(database.uri, page, later);
  });
});
