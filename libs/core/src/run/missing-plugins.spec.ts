import { missingPlugins } from './missing-plugins';

describe('a collection that nobody registered', () => {
  const described = { package: 'etl-books', version: '1.2.3', from: 'etl-books' };
  const plugins = [
    { ...described, collection: 'books' },
    { ...described, collection: 'shelves', from: 'etl-books/shelves' },
    { ...described, collection: 'parcels', from: 'parcels.js' },
    { collection: 'notes', package: null, version: null, from: 'notes' },
  ];

  it('is said to need the plug-in that it was exported with', () => {
    expect(missingPlugins(['books', 'shelves', 'orders', 'parcels', 'notes'], { plugins })).toEqual([
      'books was exported with a plug-in: pass --plugin etl-books.',
      'shelves was exported with a plug-in: pass --plugin etl-books/shelves.',
      'parcels was exported with a plug-in: pass --plugin with the path to parcels.js, of the package etl-books.',
      'notes was exported with a plug-in: pass --plugin with the path to notes.',
    ]);
  });

  it.each([null, {}])('is nothing to say of where the manifest is %p', (manifest) => {
    expect(missingPlugins(['books'], manifest)).toEqual([]);
  });
});
