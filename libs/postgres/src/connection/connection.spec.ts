import pg from 'pg';
import { PostgresTarget } from '../postgres-target';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { Session } from './session';
import { parseTargetUri } from './target-uri';

describe('the URI of the target', () => {
  it('is taken apart, and shown without its password', () => {
    const uri = parseTargetUri('postgres://us%40er:p%23w@db.example:6543/my%20db?schema=app&sslmode=require');
    expect(uri).toMatchObject({
      host: 'db.example',
      port: 6543,
      database: 'my db',
      user: 'us@er',
      schema: 'app',
    });
    expect(uri.client).toMatchObject({ password: 'p#w', ssl: { rejectUnauthorized: false } });
    expect(uri.redacted).toBe('postgresql://us%40er@db.example:6543/my%20db');
    expect(parseTargetUri('postgresql:///shop?host=/run/pg').client).toMatchObject({
      host: '/run/pg',
      database: 'shop',
      port: 5432,
    });
  });

  it.each([undefined, '', '  '])('is missing: %p', (uri) => {
    expect(() => parseTargetUri(uri)).toThrow(expect.objectContaining({ code: 'TARGET_URI_MISSING' }));
  });

  it.each([
    'localhost:5432/db',
    'postgresql://u:hunt@er2@h/db',
    'postgresql://u:hunt#er2@h/db',
    'postgresql://u:s3cr:t@hunter2/w#1@h:5432/x',
    'postgresql://u:hunt/er2@h/db',
    'mongodb://u:hunter2@h/db',
    'postgresql://u:hunter2@h',
    'postgresql://u:hunter2@h:0/db',
    'postgresql://u:hunter2%zz@h/db',
    'postgresql://u:hunter2#x@h/db',
    'postgresql://u:hunter2@h/db?sslmode=maybe',
    'nonsense hunter2',
  ])('cannot be read: %p', (uri) => {
    expect(() => parseTargetUri(uri)).toThrow(
      expect.objectContaining({
        code: 'TARGET_URI_INVALID',
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });
});

describe('a session', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  const role = `etl_poor_${process.pid}`;

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = new pg.Client({ connectionString: database.uri });
    await admin.connect();
    await admin.query(`CREATE ROLE "${role}" LOGIN PASSWORD 'right'`);
  });
  afterAll(async () => {
    await admin.query(`DROP OWNED BY "${role}"`);
    await admin.query(`DROP ROLE "${role}"`);
    await admin.end();
    await database.drop();
  });

  const as = (user: string, password: string, change: (uri: URL) => void = () => undefined): string => {
    const uri = new URL(database.uri);
    uri.username = user;
    uri.password = password;
    change(uri);
    return uri.toString();
  };

  it('runs in UTC with ISO dates, whatever the role has set', async () => {
    await admin.query(`ALTER ROLE "${role}" SET TimeZone = 'Africa/Cairo'`);
    await admin.query(`ALTER ROLE "${role}" SET DateStyle = 'German'`);
    await admin.query(`ALTER ROLE "${role}" SET statement_timeout = '1s'`);
    const session = await Session.open(parseTargetUri(as(role, 'right')));
    const settings = [
      'TimeZone',
      'DateStyle',
      'statement_timeout',
      'application_name',
      'client_min_messages',
      'search_path',
    ];
    const { rows } = await session.query<{ value: string }>(
      'asking',
      'SELECT current_setting(n) AS value FROM unnest($1::text[]) WITH ORDINALITY u(n, i) ORDER BY i',
      [settings],
    );
    expect(rows.map(({ value }) => value)).toEqual([
      'UTC',
      'ISO, YMD',
      '0',
      'etl',
      'warning',
      '"public", pg_temp',
    ]);
    await session.close();
  });

  it.each([
    ['a wrong password', 'TARGET_AUTH_FAILED', () => as(role, 'hunter2')],
    ['no password', 'TARGET_AUTH_FAILED', () => as(role, '')],
    [
      'a database that is not there',
      'TARGET_DATABASE_MISSING',
      () => as(role, 'right', (uri) => (uri.pathname = '/nowhere')),
    ],
    ['a port where nobody listens', 'TARGET_UNREACHABLE', () => as(role, 'right', (uri) => (uri.port = '1'))],
    [
      'a host that is not there',
      'TARGET_UNREACHABLE',
      () => as(role, 'right', (uri) => (uri.hostname = 'no-such-host.invalid')),
    ],
  ])('says what is wrong with %s, and no password', async (_what, code, uri) => {
    const failure = await new PostgresTarget(uri()).describe([]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code });
    expect(`${String(failure)} ${JSON.stringify((failure as { context: unknown }).context)}`).not.toMatch(
      /hunter2|right/,
    );
  });

  it('describes the target', async () => {
    await admin.query('CREATE TABLE "Counted" (id text); INSERT INTO "Counted" VALUES (1), (2)');
    const described = await new PostgresTarget(database.uri).describe(['Counted', 'Gone']);
    expect(described).toMatchObject({
      host: '127.0.0.1',
      role: 'postgres',
      serverVersion: expect.stringMatching(/^\d+/),
    });
    expect([...described.rows]).toEqual([
      ['Counted', 2],
      ['Gone', null],
    ]);
  });

  it('migrates the schema _etl twice without a difference and leaves the rest alone', async () => {
    const rich = new PostgresTarget(database.uri);
    await rich.migrate();
    await rich.migrate();
    const { rows } = await admin.query(`SELECT c.relname AS name, c.relpersistence AS kept FROM pg_class c
      WHERE c.relnamespace = '_etl'::regnamespace AND c.relkind = 'r' ORDER BY 1`);
    expect(rows.map(({ name, kept }) => `${name}${kept === 'u' ? ' (unlogged)' : ''}`)).toEqual([
      'direct_chunk',
      'direct_table',
      'load_journal (unlogged)',
      'merge_journal',
      'merged',
      'migration',
      'nulled_reference',
      'put_aside',
      'reject',
      'residue',
      'run',
    ]);
    expect((await admin.query(`SELECT 1 FROM pg_extension WHERE extname <> 'plpgsql'`)).rowCount).toBe(0);
  });
});
