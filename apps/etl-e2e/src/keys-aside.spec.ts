import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type CliOptions, runCli, runJson, startCli } from './support/cli';
import { type ExportDocument, type ImportDocument, openRows, type VerifyDocument } from './support/documents';
import { openWorkplace, type Workplace } from './support/workplace';

/** Enough that an import is at work for some seconds. */
const PROPERTIES = '8000';

const ASIDE = 'SELECT 1 FROM _etl.put_aside WHERE phase';

/** Keys and indexes of the target, and what is left of what was put aside. */
const KEYS = `SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS def, convalidated::text AS valid
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
 UNION ALL SELECT tablename, indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2, 3`;
const ROWS = ['User', 'Property', 'Compound', 'PropertyView', 'Inquiry', 'Conversation']
  .map(
    (table) =>
      `SELECT '${table}' AS "table", count(*)::text AS n, md5(string_agg(id, ',' ORDER BY id)) AS ids FROM "${table}"`,
  )
  .join(' UNION ALL ')
  .concat(' ORDER BY 1');

let place: Workplace;
let options: CliOptions;
let input: string;
let keys: Record<string, string | null>[];

beforeAll(async () => {
  place = await openWorkplace();
  options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
  await runCli(['sample', '--documents', PROPERTIES, '--output', 'dump'], options);
  const { document } = await runJson<ExportDocument>(['export', '--source', 'dump'], options);
  input = document.folder ?? '';
  keys = await place.query(KEYS);
});

afterAll(() => place?.leave());

/** An import that is killed while its keys are put aside. */
async function dyingImport(there: CliOptions): Promise<void> {
  const running = startCli(['import', '--input', input], there);
  await running.said('properties: 0 of');
  running.child.kill('SIGKILL');
  await running.result;
}

describe('an import that puts keys aside', () => {
  it('gives them back when Ctrl-C ends it, and leaves empty tables empty', async () => {
    const running = startCli(['import', '--input', input], options);
    await running.said('properties: 0 of');
    running.child.kill('SIGINT');
    expect(await running.result).toMatchObject({ code: 130 });
    expect(await place.query(KEYS)).toEqual(keys);
    expect(await place.query('SELECT id FROM "User"')).toEqual([]);
  });

  it.each([
    ['during the load', 'SELECT EXISTS (SELECT 1 FROM _etl.direct_chunk) AS now', 'Importing into'],
    ['while it resolves', `SELECT to_regclass('_etl."stage#reject_seq"') IS NOT NULL AS now`, 'users: done'],
    [
      'while it makes whole what the last one left',
      `SELECT EXISTS (${ASIDE} = 3) AND NOT EXISTS (${ASIDE} = 1 AND name = 'Property_pkey') AND NOT EXISTS (SELECT 1 FROM _etl.direct_chunk) AS now`,
      'Importing into',
    ],
    [
      'between its unique keys',
      `SELECT EXISTS (${ASIDE} = 3) AND NOT EXISTS (${ASIDE} = 1 AND name = 'Property_pkey') AND EXISTS (SELECT 1 FROM _etl.direct_chunk) AS now`,
      'users: done',
    ],
    [
      'between its other keys',
      `SELECT EXISTS (${ASIDE} = 3) AND NOT EXISTS (${ASIDE} = 1 AND name = 'Property_type_status_idx') AND EXISTS (SELECT 1 FROM _etl.direct_chunk) AS now`,
      'keys (build): 0 of',
    ],
    [
      'while its foreign keys are checked',
      `SELECT EXISTS (${ASIDE} = 4) AND NOT EXISTS (${ASIDE} = 3) AND EXISTS (SELECT 1 FROM "Property") AS now`,
      'keys (build): done',
    ],
  ])('may be killed %s', async (_when, sql, text) => {
    const running = startCli(['import', '--input', input], options);
    const watching = new Client({ connectionString: place.databaseUrl });
    await watching.connect();
    let [now, ended] = [false, false];
    void running.result.then(() => (ended = true));
    try {
      for (; !now && !ended; await pause(5)) {
        // Before the first import there is no schema _etl.
        const { rows } = await watching.query<{ now: boolean }>(sql).catch(() => ({ rows: [] }));
        now = rows[0]?.now === true;
      }
    } finally {
      running.child.kill('SIGKILL');
      await running.result;
      await watching.end();
    }
    expect({ now, ...(await running.result) }).toMatchObject({
      now: true,
      stderr: expect.stringContaining(text) as string,
    });
    expect(await place.query('SELECT name FROM _etl.put_aside')).not.toEqual([]);
    const checked = await runCli(['schema', 'check'], options);
    expect(checked).toMatchObject({ code: 0 });
  });

  it('and the next one makes it whole: the same rows and keys as if nothing had been', async () => {
    const { code, document } = await runJson<ImportDocument>(
      ['import', '--input', input, '--allow-rejects'],
      options,
    );
    expect(code).toBe(0);
    expect(openRows(document.ledger)).toBe(0);
    expect(document.warnings.join()).toContain('had put aside are back');
    const verified = await runJson<VerifyDocument>(['verify', '--input', input, '--accept-rejects'], options);
    expect(verified).toMatchObject({ code: 0, document: { status: 'explained' } });

    const undisturbed = await openWorkplace();
    try {
      const other = { ...options, env: { DATABASE_URL: undisturbed.databaseUrl } };
      const whole = await runCli(['import', '--input', input, '--allow-rejects', '--keep-keys'], other);
      expect(whole.code).toBe(0);
      expect(whole.stderr).not.toContain('keys (build)');
      expect(await place.query(ROWS)).toEqual(await undisturbed.query(ROWS));
      expect(await place.query(KEYS)).toEqual(await undisturbed.query(KEYS));
    } finally {
      await undisturbed.leave();
    }
  });

  it('that died is mended by a dry run, which does not say that it wrote nothing', async () => {
    const fresh = await openWorkplace();
    const there = { ...options, env: { DATABASE_URL: fresh.databaseUrl } };
    const dryRun = ['import', '--input', input, '--dry-run', '--allow-rejects'];
    try {
      await dyingImport(there);
      const { code, stdout } = await runCli(dryRun, there);
      expect(code).toBe(0);
      expect(stdout).toContain('had put aside are back');
      expect(stdout).toContain('Dry run: it wrote no row of its own; what a dead import had left');
      expect(await fresh.query(KEYS)).toEqual(keys);
      expect(await fresh.query('SELECT id FROM "User"')).toEqual([]);
      expect((await runCli(dryRun, there)).stdout).toContain('Dry run: no target table was written.');
    } finally {
      await fresh.leave();
    }
  });

  it('that died is mended by schema restore', async () => {
    const fresh = await openWorkplace();
    const there = { ...options, env: { DATABASE_URL: fresh.databaseUrl } };
    try {
      await dyingImport(there);
      const verified = await runJson<VerifyDocument>(['verify', '--input', input], there);
      expect(verified.document.warnings.join()).toMatch(/has put keys of .*Property.* aside/);
      const { code, stdout } = await runCli(['schema', 'restore'], there);
      expect({ code, stdout }).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('Property_pkey of Property') as string,
      });
      expect(await fresh.query(KEYS)).toEqual(keys);
      expect((await runCli(['schema', 'restore'], there)).stdout).toContain(
        'No import has left anything behind',
      );
    } finally {
      await fresh.leave();
    }
  });
});
