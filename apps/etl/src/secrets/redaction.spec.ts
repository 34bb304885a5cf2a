import { Redactor } from './redaction';

describe('Redactor', () => {
  const redactor = new Redactor(['postgresql://app:s3cr%40t-word@db.example:5432/basera']);

  it.each([
    ['postgresql://app:geheim@db/x', 'postgresql://app:***@db/x'],
    ['mongodb+srv://u:p@ss@cluster.example/db', 'mongodb+srv://u:***@cluster.example/db'],
    ['mongodb://u:sla/sh@host/db', 'mongodb://u:***@host/db'],
    ['postgres://:only@host', 'postgres://:***@host'],
    ['host=db password=geheim user=app', 'host=db password=*** user=app'],
    ["password='with space' x", 'password=*** x'],
    [
      'postgres://app@db/x?password=geheim&sslmode=require',
      'postgres://app@db/x?password=***&sslmode=require',
    ],
    ['refused "s3cr@t-word" of app', 'refused "***" of app'],
    ['refused s3cr%40t-word', 'refused ***'],
    ['mongodb://user:password@host:27017/database', 'mongodb://user:password@host:27017/database'],
    ['nothing to hide: https://example.com/a:b@c', 'nothing to hide: https://example.com/a:b@c'],
  ])('%s', (given, expected) => {
    expect(redactor.text(given)).toBe(expected);
  });

  it('leaves a password alone that is also the user or the database', () => {
    const dev = new Redactor([
      'postgresql://postgres:postgres@localhost:5432/postgres',
      'mongodb://a:test@h/test',
    ]);
    expect(dev.text('database postgres of the latest test')).toBe('database postgres of the latest test');
  });

  it('redacts nested values, errors with their causes, and fields named like secrets', () => {
    const cause = new Error('connect mongodb://u:pw@h failed');
    const value = redactor.value({
      uri: 'postgres://u:pw@h/d',
      passwordHash: 'x',
      list: ['s3cr@t-word'],
      error: new Error('outer', { cause }),
    });
    const text = JSON.stringify(value);
    expect(text).not.toMatch(/pw|s3cr|"x"/);
    expect(text).toContain('connect mongodb://u:***@h failed');
  });
});
