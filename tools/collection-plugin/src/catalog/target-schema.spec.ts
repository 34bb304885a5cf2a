import { parseTargetSchema, planMatchesPage, targetSchemaPage } from '@etl/testing';
import { draftedDefinition } from '../draft/drafted-entity';
import { pageDdl } from '../testing/page-ddl';
import { databaseWith } from '../testing/with-database';
import { draftFromCatalog } from './draft-from-catalog';

const page = targetSchemaPage();
const schema = parseTargetSchema(page);

describe('the tables of target-schema.md, created from its words and read back', () => {
  const database = databaseWith(...pageDdl(schema));
  const tables = [...schema.tables.keys()];

  it.each(tables)('%s is drafted as the page has it, with nothing to decide', async (table) => {
    const draft = await draftFromCatalog(database.uri, 'drafted', table);
    const singleRow = table === 'SiteSettings';
    expect(draft.decisions.map(({ subject }) => subject)).toEqual(singleRow ? ['id'] : []);
    expect(draft.notes).toEqual([]);
    // The one thing that @Id does not say, and so asks.
    const said = singleRow
      ? page.replace("| id | text | no | 'site-settings' |", '| id | text | no |  |')
      : page;
    planMatchesPage(draftedDefinition({ name: 'drafted', table, ...draft }), said);
  });

  it('are all 22', () => {
    expect(tables).toHaveLength(22);
  });
});
