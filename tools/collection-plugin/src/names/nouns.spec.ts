import { lastWord, plural, singular, singularWords } from './nouns';

describe('the singular', () => {
  it.each([
    ['videos', 'video'],
    ['heroes', 'hero'],
    ['cities', 'city'],
    ['properties', 'property'],
    ['categories', 'category'],
    ['searches', 'search'],
    ['branches', 'branch'],
    ['caches', 'cache'],
    ['boxes', 'box'],
    ['prizes', 'prize'],
    ['addresses', 'address'],
    ['statuses', 'status'],
    ['houses', 'house'],
    ['courses', 'course'],
    ['cases', 'case'],
    ['databases', 'database'],
    ['analyses', 'analysis'],
    ['images', 'image'],
    ['people', 'person'],
    ['movies', 'movie'],
    ['status', 'status'],
    ['analysis', 'analysis'],
    ['address', 'address'],
    ['class', 'class'],
    ['video', 'video'],
    ['constructor', 'constructor'],
    ['toString', 'toString'],
  ])('of %s is %s', (word, one) => {
    expect(singular(word)).toBe(one);
  });

  it('of several words is that of the last', () => {
    expect(singularWords(['sales', 'agents'])).toEqual(['sales', 'agent']);
  });
});

describe('the plural', () => {
  it.each([
    ['city', 'cities'],
    ['day', 'days'],
    ['box', 'boxes'],
    ['search', 'searches'],
    ['course', 'courses'],
    ['user', 'users'],
  ])('of %s is %s', (word, many) => {
    expect(plural(word)).toBe(many);
    expect(lastWord(['sales', word], plural)).toEqual(['sales', many]);
  });
});
