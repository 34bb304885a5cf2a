import { placeInPlugin } from './plugin-place';

describe('the place of an error in a plug-in', () => {
  const stack = (...lines: string[]): Error => Object.assign(new Error('no'), { stack: lines.join('\n') });

  it.each<[string, unknown, string | undefined]>([
    [
      'the first line of it',
      stack('Error: no', '    at need (/books/lib/need.js:2:9)', '    at /books/index.js:4:1'),
      'lib/need.js:2',
    ],
    [
      'an ES module, by its URL',
      stack('Error: no', '    at file:///books/my%20index.mjs:7:11'),
      'my index.mjs:7',
    ],
    [
      'the line of a syntax error',
      stack('/books/index.js:3', '  const x = ;', '            ^', ''),
      'index.js:3',
    ],
    [
      'what called the SDK or a package',
      stack(
        'Error: no',
        '    at entity (/etl/main.mjs:1:2)',
        '    at find (/books/node_modules/lodash/find.js:5:6)',
        '    at module.exports (/books/index.js:8:3)',
      ),
      'index.js:8',
    ],
    ['nothing where no line is of it', stack('Error: no', '    at node:internal/modules:4:1'), undefined],
    ['nothing of what is no error', 5, undefined],
  ])('is %s', (_title, error, place) => {
    expect(placeInPlugin(error, '/books')).toBe(place);
  });
});
