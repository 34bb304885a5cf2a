import { type CliOptions, runCli, runJson } from './support/cli';
import {
  type ExportDocument,
  type ImportDocument,
  openRows,
  sum,
  type VerifyDocument,
} from './support/documents';
import { expectError } from './support/expect-error';
import { openWorkplace, type Workplace } from './support/workplace';

/** Roles belong to the whole server. */
const ROLE = `etl_e2e_poor_${process.pid}`;

let place: Workplace;
let options: CliOptions;
let input: string;
let database: string;

beforeAll(async () => {
  place = await openWorkplace();
  options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
  database = new URL(place.databaseUrl).pathname.slice(1);
  await runCli(['sample', '--documents', '50', '--output', 'dump'], options);
  const { document } = await runJson<ExportDocument>(['export', '--source', 'dump'], options);
  input = document.folder ?? '';
  await place.query(`CREATE ROLE "${ROLE}" LOGIN PASSWORD 'poor-word'`);
});

afterAll(async () => {
  await place?.query(`DROP OWNED BY "${ROLE}"`);
  await place?.query(`DROP ROLE "${ROLE}"`);
  await place?.leave();
});

/** `input` is relative to the folder of the first workplace. */
const importing = (...more: string[]): string[] => ['import', '--input', input, '--allow-rejects', ...more];
const asRole = (): CliOptions => {
  const uri = new URL(place.databaseUrl);
  [uri.username, uri.password] = [ROLE, 'poor-word'];
  return { ...options, env: { DATABASE_URL: uri.toString() } };
};
/** Neither a row nor the schema `_etl`. */
async function expectUntouched({ query }: Workplace): Promise<void> {
  expect(await query(`SELECT nspname FROM pg_namespace WHERE nspname = '_etl'`)).toEqual([]);
  expect(await query('SELECT count(*)::text AS rows FROM "Governorate"')).toEqual([{ rows: '0' }]);
}

describe('a target that an import may not write', () => {
  /** The role may do no more than is granted: two collections show it as well as all of them, and sooner. */
  const few = ['--collections', 'governorates,cities'];

  it('for want of rights: all of them are named with the statements that give them, and those are enough', async () => {
    const poor = asRole();
    const refused = await runCli(importing(...few), poor);
    expectError(refused, 2, 'TARGET_PERMISSION');
    expect(refused.stderr).toContain('  SELECT, INSERT, UPDATE on the tables City, Governorate\n');
    expect(refused.stderr).toContain(`  CREATE on the database ${database} (for the schema _etl)\n`);
    await expectUntouched(place);

    for (const [grant] of refused.stderr.matchAll(/^ +GRANT .*;$/gm)) await place.query(grant);
    const { code, document } = await runJson<ImportDocument>(importing(...few), poor);
    expect(code).toBe(0);
    expect(openRows(document.ledger)).toBe(0);
    expect(sum(document.ledger, 'inserted')).toBeGreaterThan(0);
  });

  it('for want of rights on a schema _etl that another role has made', async () => {
    await place.query(`REASSIGN OWNED BY "${ROLE}" TO CURRENT_USER`);
    await place.query(`REVOKE CREATE ON DATABASE "${database}" FROM "${ROLE}"`);
    const refused = await runCli(importing(...few), asRole());
    expectError(refused, 2, 'TARGET_PERMISSION');
    expect(refused.stderr).toContain('USAGE, CREATE on the schema _etl');
    for (const [grant] of refused.stderr.matchAll(/^ +GRANT .*;$/gm)) await place.query(grant);
    const { code, document } = await runJson<ImportDocument>(importing(...few), asRole());
    expect([code, sum(document.ledger, 'inserted'), openRows(document.ledger)]).toEqual([0, 0, 0]);
  });

  it('since the role has too few connections: refused at once, and fewer workers are enough', async () => {
    await place.query(`ALTER ROLE "${ROLE}" CONNECTION LIMIT 4`);
    const refused = await runCli(importing('--workers', '4', ...few), asRole());
    expectError(refused, 1, 'TARGET_CONNECTIONS');
    expect(refused.stderr).toContain(`needs 6 connections`);
    expect(refused.stderr).toContain(`the role ${ROLE} takes 4, of which 0 are in use`);
    expect((await runCli(importing('--workers', '2', ...few), asRole())).code).toBe(0);
    await place.query(`ALTER ROLE "${ROLE}" CONNECTION LIMIT -1`);
  });

  it('since the role only reads', async () => {
    await place.query(`ALTER ROLE "${ROLE}" SET default_transaction_read_only = on`);
    const refused = await runCli(importing(...few), asRole());
    expectError(refused, 2, 'TARGET_READ_ONLY');
    // Verification writes nothing there.
    const verified = await runCli(['verify', '--input', input, '--accept-rejects', ...few], asRole());
    expect(verified.code).toBe(0);
    await place.query(`ALTER ROLE "${ROLE}" RESET default_transaction_read_only`);
  });
});

describe('a target with another schema than the entities', () => {
  let target: Workplace;
  let at: CliOptions;

  beforeAll(async () => {
    target = await openWorkplace();
    at = { ...options, env: { DATABASE_URL: target.databaseUrl } };
  });
  afterAll(() => target?.leave());

  it('names every difference before anything is written', async () => {
    await target.query(`ALTER TYPE "UserRole" RENAME VALUE 'sales_agent' TO 'agent'`);
    await target.query('ALTER TABLE "City" DROP COLUMN "description"');
    await target.query('ALTER TABLE "Area" ADD COLUMN "tenant" uuid NOT NULL');
    await target.query('DROP INDEX "Compound_slug_key"');
    await target.query('ALTER TABLE "Launch" ALTER COLUMN "description" TYPE varchar(10)');
    const refused = await runCli(importing(), at);
    expectError(refused, 2, 'TARGET_SCHEMA_DIFFERS');
    for (const line of [
      /^ {2}User\.role is UserRole without sales_agent, expected UserRole \(user, .*sales_agent\)$/m,
      /^ {2}City\.description is missing \(text\)$/m,
      /^ {2}Area\.tenant is in the target only \(uuid NOT NULL without a default\)/m,
      /^ {2}Compound\.Compound_slug_key is missing \(UNIQUE \(slug\)\)$/m,
      /^ {2}Launch\.description is character varying\(10\), expected text$/m,
    ]) {
      expect(refused.stderr).toMatch(line);
    }
    await expectUntouched(target);
  });

  it('says in which schema the tables are', async () => {
    await target.query('ALTER SCHEMA public RENAME TO app');
    await target.query('CREATE SCHEMA public');
    const refused = await runCli(importing(), at);
    expectError(refused, 2, 'TARGET_TABLES_MISSING');
    expect(refused.stderr).toContain('Tables of such names are in the schema app');
    const misspelt = { ...options, env: { DATABASE_URL: `${target.databaseUrl}?schema=apps` } };
    expectError(await runCli(importing(), misspelt), 2, 'TARGET_SCHEMA_MISSING');
  });
});

describe('a database in another encoding', () => {
  it('is refused before anything is written', async () => {
    const latin1 = `ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'`;
    const target = await openWorkplace({ tables: false, database: latin1 });
    const at = { ...options, env: { DATABASE_URL: target.databaseUrl } };
    try {
      for (const command of [['schema', 'apply'], importing()]) {
        const refused = await runCli(command, at);
        expectError(refused, 2, 'TARGET_ENCODING');
        expect(refused.stderr).toContain('has the encoding LATIN1');
      }
      expect(await target.query(`SELECT relname FROM pg_class WHERE relname = 'User'`)).toEqual([]);
    } finally {
      await target.leave();
    }
  });
});

/** Everything that changes how values are read, written or compared, or how long a session may last. */
const ODD_SETTINGS = [
  `TimeZone = 'America/New_York'`,
  `DateStyle = 'German'`,
  `IntervalStyle = 'sql_standard'`,
  `bytea_output = 'escape'`,
  'extra_float_digits = -15',
  'standard_conforming_strings = off',
  'quote_all_identifiers = on',
  'array_nulls = off',
  'transform_null_equals = on',
  `client_encoding = 'LATIN1'`,
  'search_path = pg_catalog',
  `default_transaction_isolation = 'serializable'`,
  'row_security = off',
  `statement_timeout = '3s'`,
  `idle_in_transaction_session_timeout = '1s'`,
];
/** Those that older servers do not know. */
const NEWER_SETTINGS: readonly (readonly [number, string])[] = [
  [140_000, `idle_session_timeout = '1s'`],
  [170_000, `transaction_timeout = '5s'`],
];

/** For reading texts in any of them. */
const USUAL = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET client_encoding = 'UTF8'; SET extra_float_digits = 1`;

describe('a database with other settings', () => {
  const rowsOf = async ({ query }: Workplace, started: string): Promise<string[]> => {
    const tables = await query(
      `SELECT quote_ident(relname) AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
    const rows: string[] = [];
    for (const { name } of tables) {
      // The one value that comes from the run: what a document lacks and the target's schema takes from the clock.
      const text = `replace(t::text, '${started}', 'start of the run')`;
      const all = `SELECT ${text} AS row FROM public.${name} t ORDER BY ${text} COLLATE "C"`;
      rows.push(...(await query(`${USUAL}; ${all}`)).map(({ row }) => `${name} ${row}`));
    }
    return rows;
  };

  /** Imports and verifies; answers the rows and what was said of them. */
  const migrate = async (
    target: Workplace,
  ): Promise<{ rows: string[]; ledger: unknown; verified: unknown }> => {
    const at = { ...options, env: { DATABASE_URL: target.databaseUrl } };
    expect((await runCli(['schema', 'apply'], at)).code).toBe(0);
    const imported = await runJson<ImportDocument>(importing(), at);
    expect(imported.code).toBe(0);
    const { ledger, losses, rejects } = imported.document;
    const verified = await runJson<VerifyDocument>(['verify', '--input', input], at);
    expect(verified.code).toBe(4);
    const { counts, aggregates } = verified.document;
    const [run] = await target.query(`${USUAL}; SELECT started_at::text AS at FROM _etl.run`);
    return {
      rows: await rowsOf(target, run?.['at'] ?? ''),
      ledger: { ledger, losses, rejects },
      verified: { counts, aggregates },
    };
  };

  it('and another collation holds the same rows as one in UTC and C, and verifies alike', async () => {
    const usual = await openWorkplace({ tables: false });
    const [server] = await usual.query(
      `SELECT current_setting('server_version_num')::int >= 150000 AND EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS icu,
              current_setting('server_version_num') AS version`,
    );
    // Turkish: i and ı, I and İ are four letters.
    const icu = `ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C'`;
    const odd = await openWorkplace({ tables: false, ...(server?.['icu'] ? { database: icu } : {}) });
    try {
      const name = new URL(odd.databaseUrl).pathname.slice(1);
      const newer = NEWER_SETTINGS.filter(([since]) => Number(server?.['version']) >= since);
      for (const setting of [...ODD_SETTINGS, ...newer.map(([, text]) => text)]) {
        await usual.query(`ALTER DATABASE "${name}" SET ${setting}`);
      }
      const expected = await migrate(usual);
      expect(expected.rows.length).toBeGreaterThan(200);
      expect(await migrate(odd)).toEqual(expected);
    } finally {
      await odd.leave();
      await usual.leave();
    }
  });
});
