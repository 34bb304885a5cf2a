import { nextCommand } from './next-command';

describe('what to run next', () => {
  it.each([
    [[], 'Next: npm run etl:import -- --input x'],
    [
      ['etl-books', './parcels'],
      'Next: npm run etl:import -- --input x --plugin etl-books --plugin ./parcels',
    ],
    [["./Peter's books"], String.raw`Next: npm run etl:import -- --input x --plugin './Peter'\''s books'`],
  ])('needs the plug-ins %p as well', (plugins, line) => {
    expect(nextCommand('npm run etl:import -- --input x', plugins)).toBe(line);
  });
});
