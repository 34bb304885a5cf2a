import { databaseOf, hideCredentials, redactUri } from './mongo-uri';

describe('a URI without its credentials', () => {
  it.each([
    ['mongodb://u:secret@host:27017/basera?authSource=admin', 'mongodb://host:27017/basera?authSource=admin'],
    ['mongodb+srv://u:secret@cluster.example.test/basera', 'mongodb+srv://cluster.example.test/basera'],
    ['mongodb://u:secret@a:1,b:2,c/basera', 'mongodb://a:1,b:2,c/basera'],
    ['mongodb://host/basera', 'mongodb://host/basera'],
    ['mongodb://[::1]:27017/basera', 'mongodb://[::1]:27017/basera'],
    ['mongodb://u@host/basera', 'mongodb://host/basera'],
    ['mongodb://u:sec@ret@host/basera', 'mongodb://host/basera'],
    ['mongodb://u:sec/ret@host/basera', 'mongodb://host/basera'],
    ['mongodb://u:sec?ret@host/basera', 'mongodb://host/basera'],
    ['mongodb://u:s@ec/re?t@host/basera', 'mongodb://host/basera'],
    ['mongodb://u:secret', 'mongodb://u:***'],
    ['mongodb:/u:secret@host', 'mongodb:/host'],
    ['u:secret@host', 'host'],
    ['mongodb://h/d?proxyPassword=secret&x=1', 'mongodb://h/d?proxyPassword=***&x=1'],
    [
      'mongodb://h/d?authMechanismProperties=AWS_SESSION_TOKEN:secret',
      'mongodb://h/d?authMechanismProperties=***',
    ],
  ])('%s is shown as %s', (uri, shown) => {
    expect(redactUri(uri)).toBe(shown);
    expect(shown).not.toContain('secret');
  });

  it('is what a message says, raw and decoded', () => {
    const uri = 'mongodb://u:s%40cret@host/basera';
    expect(hideCredentials(`bad "${uri}", s%40cret, s@cret`, uri)).toBe(
      'bad "mongodb://host/basera", ***, ***',
    );
  });
});

describe('the database of a URI', () => {
  it.each([
    ['mongodb://u:p@a,b/basera?x=1', 'basera'],
    ['mongodb+srv://a/base%2Dra', 'base-ra'],
  ])('of %s is %s', (uri, database) => expect(databaseOf(uri)).toBe(database));

  it.each([
    ['mongodb://a', 'SOURCE_DATABASE_MISSING'],
    ['mongodb://a/?x=1', 'SOURCE_DATABASE_MISSING'],
    ['mongodb://a/b.c', 'SOURCE_URI_INVALID'],
  ])('of %s is an error', (uri, code) => {
    expect(() => databaseOf(uri)).toThrow(expect.objectContaining({ code }));
  });
});
