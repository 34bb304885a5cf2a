import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CliOptions, type CliResult, runCli, runJson } from './support/cli';
import type { ErrorDocument, ExportDocument, ImportDocument } from './support/documents';
import { expectError as expectErrorReport } from './support/expect-error';
import { describeWithMongo, mongoDatabase } from './support/mongo';
import { openWorkplace, type Workplace } from './support/workplace';

const SECRET = 'geheimes-Wort-42';
/** Nobody listens on port 1. */
const NO_MONGO = `mongodb://app:${SECRET}@127.0.0.1:1/basera?serverSelectionTimeoutMS=500`;
const NO_POSTGRES = `postgresql://app:${SECRET}@127.0.0.1:1/basera`;

let place: Workplace;
let options: CliOptions;

beforeAll(async () => {
  place = await openWorkplace();
  options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
  expect(await runCli(['sample', '--documents', '20', '--output', 'dump'], options)).toMatchObject({
    code: 0,
  });
});

afterAll(() => place?.leave());

/** No output holds the password. */
function expectError(result: CliResult, exitCode: number, code: string): void {
  expectErrorReport(result, exitCode, code);
  const { stdout, stderr } = result;
  expect(stdout + stderr).not.toContain(SECRET);
  expect(stdout + stderr).not.toContain(encodeURIComponent(SECRET));
}

describe('options', () => {
  const commands = ['export', 'import', 'verify', 'schema', 'collections', 'sample', 'demo'];

  it.each(['0', '-5', 'abc'])('refuses --batch-size %s and says what is allowed', async (size) => {
    for (const args of [['export'], ['import', '--input', 'latest']]) {
      const result = await runCli([...args, '--batch-size', size], options);
      expectError(result, 2, 'OPTION_INVALID');
      expect(result.stderr).toContain(`'${size}' is invalid. Allowed is a whole number from 1 to 100,000.`);
    }
  });

  it.each(commands)('refuses an unknown option of %s', async (command) => {
    const result = await runCli([command, '--colections', 'users'], options);
    expectError(result, 2, 'OPTION_INVALID');
  });

  it('suggests the option and the command that were meant', async () => {
    expect((await runCli(['export', '--colections', 'users'], options)).stderr).toContain(
      'Did you mean --collections?',
    );
    const result = await runCli(['exprot'], options);
    expectError(result, 2, 'OPTION_INVALID');
    expect(result.stderr).toContain("Unknown command 'exprot'. Did you mean export?");
    expect(result.stderr).toContain(commands.join(', '));
  });

  it.each([
    ['', 'OPTION_INVALID'],
    ['users,', 'OPTION_INVALID'],
    ['user,city', 'COLLECTIONS_UNKNOWN'],
  ])('refuses --collections "%s"', async (names, code) => {
    await mkdir(join(place.folder, 'loose'), { recursive: true });
    await writeFile(join(place.folder, 'loose', 'users.jsonl'), '');
    for (const args of [
      ['export', '--source', 'dump'],
      ['import', '--input', 'loose'],
      ['schema', 'check'],
    ]) {
      const result = await runCli([...args, '--collections', names], options);
      expectError(result, 2, code);
      expect(result.stderr).toContain(code === 'OPTION_INVALID' ? 'names separated by commas' : 'user, city');
    }
  });

  it('takes a collection that is asked for twice once', async () => {
    const twice = ['--collections', 'users,cities,users'];
    const exported = await runJson<ExportDocument>(['export', '--source', 'dump', ...twice], options);
    expect(exported.document.manifest.collections.map(({ name }) => name)).toEqual(['users', 'cities']);
    const dryRun = ['import', '--input', 'latest', '--dry-run', '--allow-rejects'];
    const imported = await runJson<ImportDocument>([...dryRun, ...twice], options);
    expect(imported.document.ledger.map(({ table }) => table)).toEqual([
      'City',
      'User',
      'PropertyView',
      'UserFavoriteProperty',
    ]);
  });

  it('refuses words that no command takes', async () => {
    expectError(await runCli(['export', 'users'], options), 2, 'OPTION_INVALID');
  });

  it('keeps a password out of the complaint about a misspelt option', async () => {
    expectError(await runCli(['export', `--sorce=${NO_MONGO}`], options), 2, 'OPTION_INVALID');
  });

  it('prints an error as one JSON document where --json is given', async () => {
    const usage = await runJson<ErrorDocument>(['import', '--batch-size', '0', '--input', 'x'], options);
    expect(usage).toMatchObject({ code: 2, document: { exitCode: 2, error: { code: 'OPTION_INVALID' } } });
    const missing = await runJson<ErrorDocument>(['import', '--input', 'nowhere'], options);
    expect(missing).toMatchObject({ code: 2, document: { exitCode: 2, error: { code: 'INPUT_NOT_FOUND' } } });
  });
});

describe('the source', () => {
  it.each([
    ['is not given', {}, 'SOURCE_URI_MISSING'],
    ['is empty', { MONGO_URI: '' }, 'SOURCE_URI_MISSING'],
    ['is no URI', { MONGO_URI: `app:${SECRET}@localhost:27017/basera` }, 'SOURCE_URI_INVALID'],
    ['has a broken URI', { MONGO_URI: `mongodb://app:${SECRET}@@@/basera` }, 'SOURCE_URI_INVALID'],
    ['has another scheme', { MONGO_URI: `mysql://app:${SECRET}@localhost/basera` }, 'SOURCE_URI_INVALID'],
    [
      'names no database',
      { MONGO_URI: `mongodb://app:${SECRET}@localhost:27017` },
      'SOURCE_DATABASE_MISSING',
    ],
  ])('%s', async (_, env: Record<string, string>, code) => {
    expectError(await runCli(['export'], { ...options, env }), 2, code);
  });

  it('does not answer', async () => {
    const result = await runCli(['export', '--source', NO_MONGO], options);
    expectError(result, 1, 'SOURCE_UNREACHABLE');
    expect(result.stderr).toContain('127.0.0.1:1');
  });

  it('is a folder that is not there', async () => {
    expectError(await runCli(['export', '--source', 'no-such-dump'], options), 2, 'SOURCE_NOT_FOUND');
  });

  it('lacks collections: empty files and a warning each; names that nobody registered are named', async () => {
    expect(
      await runCli(['sample', '--documents', '5', '--collections', 'users', '--output', 'part'], options),
    ).toMatchObject({ code: 0 });
    const { code, document } = await runJson<ExportDocument>(
      ['export', '--source', 'part', '--collections', 'users,cities,unheard-of'],
      options,
    );
    expect(code).toBe(0);
    expect(document.unknown).toEqual(['unheard-of']);
    expect(document.manifest.collections).toMatchObject([
      { name: 'users', missing: false },
      { name: 'cities', missing: true, documents: 0 },
    ]);
    expect(document.warnings.join('\n')).toContain('cities: the source has no such collection');
  });

  describeWithMongo('that answers', () => {
    it('has no such database', async () => {
      const source = mongoDatabase('etl_e2e_no_such_database');
      expectError(await runCli(['export', '--source', source], options), 2, 'SOURCE_DATABASE_MISSING');
    });
  });
});

describe('the target', () => {
  const importing = ['import', '--input', 'exported'];
  const verifying = ['verify', '--input', 'exported'];

  beforeAll(async () => {
    const { document } = await runJson<ExportDocument>(
      ['export', '--source', 'dump', '--output', 'for-targets'],
      options,
    );
    await cp(join(place.folder, document.folder ?? ''), join(place.folder, 'exported'), { recursive: true });
  });

  it.each([
    ['is not given', {}, 'TARGET_URI_MISSING', 2],
    ['is no URI', { DATABASE_URL: `localhost ${SECRET}` }, 'TARGET_URI_INVALID', 2],
    [
      'has another scheme',
      { DATABASE_URL: `mysql://app:${SECRET}@localhost/basera` },
      'TARGET_URI_INVALID',
      2,
    ],
    [
      'has a broken port',
      { DATABASE_URL: `postgresql://app:${SECRET}@localhost:abc/basera` },
      'TARGET_URI_INVALID',
      2,
    ],
    ['does not answer', { DATABASE_URL: NO_POSTGRES }, 'TARGET_UNREACHABLE', 1],
  ])('%s', async (_, env: Record<string, string>, code, exitCode) => {
    for (const command of [importing, verifying, ['schema', 'check']]) {
      expectError(await runCli(command, { ...options, env }), exitCode, code);
    }
  });

  it('refuses the password', async () => {
    const wrong = new URL(place.databaseUrl);
    wrong.password = SECRET;
    const result = await runCli(importing, { ...options, env: { DATABASE_URL: wrong.toString() } });
    expectError(result, 2, 'TARGET_AUTH_FAILED');
    expect(result.stderr).toContain(wrong.username);
  });

  it('has no such database', async () => {
    const other = new URL(place.databaseUrl);
    other.pathname = '/no_such_database';
    const result = await runCli(importing, { ...options, env: { DATABASE_URL: other.toString() } });
    expectError(result, 2, 'TARGET_DATABASE_MISSING');
    expect(result.stderr).toContain('no_such_database');
    expect(result.stderr).not.toContain(other.password);
  });

  it('lacks the tables: the error names schema apply', async () => {
    const empty = await openWorkplace({ tables: false });
    try {
      const result = await runCli(importing, { ...options, env: { DATABASE_URL: empty.databaseUrl } });
      expectError(result, 2, 'TARGET_TABLES_MISSING');
      expect(result.stderr).toContain('etl:schema -- apply');
      expect(await empty.query(`SELECT nspname FROM pg_namespace WHERE nspname = '_etl'`)).toEqual([]);
    } finally {
      await empty.leave();
    }
  });

  it('has a column of another type: one line each, nothing written', async () => {
    const differing = await openWorkplace();
    const env = { DATABASE_URL: differing.databaseUrl };
    try {
      await differing.query('ALTER TABLE "City" ALTER COLUMN "slug" TYPE varchar(20)');
      const result = await runCli(importing, { ...options, env });
      expectError(result, 2, 'TARGET_SCHEMA_DIFFERS');
      expect(result.stderr).toContain('City.slug');
      expect(await differing.query('SELECT count(*)::text AS rows FROM "Governorate"')).toEqual([
        { rows: '0' },
      ]);
      const check = await runCli(['schema', 'check'], { ...options, env });
      expect(check.code).toBe(3);
      expect(check.stdout).toContain('❌ City.slug differs');
    } finally {
      await differing.leave();
    }
  });

  it('has the tables already: schema apply refuses', async () => {
    expectError(await runCli(['schema', 'apply'], options), 2, 'TARGET_NOT_EMPTY');
  });
});

describe('--help', () => {
  it.each(['export', 'import', 'verify', 'schema', 'collections', 'sample', 'demo'])(
    'of %s teaches',
    async (command) => {
      const { code, stdout } = await runCli([command, '--help'], options);
      expect(code).toBe(0);
      expect(stdout).toContain('Examples:');
      expect(stdout).toContain('Exit codes:');
    },
  );
});
