import { editDistance, isSlip } from './edit-distance';
import { camelCase, pascalCase, wordsOf } from './words';

describe('the words of a name', () => {
  it.each([
    ['createdById', ['created', 'by', 'id']],
    ['created_by_id', ['created', 'by', 'id']],
    ['Created-By-ID', ['created', 'by', 'id']],
    ['showWhatsApp', ['show', 'whats', 'app']],
    ['imageURL', ['image', 'url']],
    ['IPAddress', ['ip', 'address']],
    ['line2Text', ['line2', 'text']],
    ['__v', ['v']],
    ['عنوان', ['عنوان']],
    ['$$', []],
  ])('of %s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it('become the names of columns and tables', () => {
    expect(camelCase(['city', 'ref', 'id'])).toBe('cityRefId');
    expect(pascalCase(['video', 'playlist'])).toBe('VideoPlaylist');
  });
});

describe('the distance of two names', () => {
  it('counts insertions, deletions, replacements and swaps', () => {
    expect(editDistance('adress', 'address')).toBe(1);
    expect(editDistance('recieved', 'received')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('abc', 'abc')).toBe(0);
  });

  it('makes a slip only of names long enough to be told apart, and never of a number', () => {
    expect(isSlip('adress', 'address')).toBe(true);
    expect(isSlip('subscribtion', 'subscription')).toBe(true);
    expect(isSlip('area', 'arena')).toBe(false);
    expect(isSlip('type', 'tape')).toBe(false);
    expect(isSlip('address1', 'address2')).toBe(false);
    expect(isSlip('address', 'address')).toBe(false);
    expect(isSlip('createdAt', 'updatedAt')).toBe(false);
  });
});
