import { pluginReferences } from './plugin-references';

describe('the plug-ins of a command', () => {
  it('are those of ETL_PLUGINS, then those of --plugin, each once', () => {
    expect(pluginReferences('etl-books, ./parcels', ['./notes', 'etl-books'])).toEqual([
      'etl-books',
      './parcels',
      './notes',
    ]);
  });

  it.each([undefined, '', ' , '])('are none where ETL_PLUGINS is %p', (environment) => {
    expect(pluginReferences(environment, [])).toEqual([]);
  });
});
