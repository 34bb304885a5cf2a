import { join, resolve } from 'node:path';
import { change, type Lines, numbers, readLines, writeLines } from './support/changed-input';
import { type CliOptions, runCli, runJson, startCli } from './support/cli';
import { type ExportDocument, type ImportDocument, openRows } from './support/documents';
import { readState } from './support/target-state';
import { openWorkplace, type Workplace } from './support/workplace';

/** The columns of the ledger that a document counts in whether it is mapped or known. */
const balance = ({ ledger }: ImportDocument): object =>
  ledger.map(({ table, read, inserted, updated, unchanged, rejected, merged }) => ({
    table,
    ...{ read, inserted, updated, unchanged, rejected, merged },
  }));
const rejectsOf = ({ rejects }: ImportDocument): object => rejects;
const knownOf = ({ ledger }: ImportDocument): number => ledger.reduce((sum, { known }) => sum + known, 0);
const readOf = ({ ledger }: ImportDocument): number => ledger.reduce((sum, { read }) => sum + read, 0);

/** Whatever is known, everything is mapped, staged and compared. */
let full: Workplace;
let incremental: Workplace;
/** Spares untouched rows to be sent, as imports do that are told nothing else. */
let sparing: Workplace;
let lines: Lines;
let round = 0;

const optionsOf = (place: Workplace): CliOptions => ({
  cwd: place.folder,
  env: { DATABASE_URL: place.databaseUrl },
});

async function importInto(place: Workplace, input: string, more: readonly string[]): Promise<ImportDocument> {
  const args = ['import', '--input', input, '--yes', '--allow-rejects', '--batch-size', '50', ...more];
  const { document } = await runJson<ImportDocument>(args, optionsOf(place));
  if (document.ledger === undefined) throw new Error(JSON.stringify(document));
  return document;
}

const importWhole = (
  place: Workplace,
  input: string,
  more: readonly string[] = [],
): Promise<ImportDocument> => importInto(place, input, ['--compare-all', ...more]);

/** Imports the same lines all ways, and holds all that comes of it equal. */
async function importAllWays(more: readonly string[] = []): Promise<ImportDocument> {
  round += 1;
  const input = join(full.folder, `round-${round}`);
  await writeLines(input, lines);
  const whole = await importWhole(full, input, [...more, '--workers', '1']);
  const { ledger, losses, residue, rejects } = await importInto(sparing, input, more);
  expect({ ledger, losses, residue, rejects }).toEqual({
    ledger: whole.ledger,
    losses: whole.losses,
    residue: whole.residue,
    rejects: whole.rejects,
  });
  const planned = await importInto(incremental, input, [
    ...more,
    '--workers',
    '1',
    '--incremental',
    '--dry-run',
  ]);
  const result = await importInto(incremental, input, [...more, '--incremental']);
  expect(balance(result)).toEqual(balance(whole));
  expect(balance(planned)).toEqual(balance(whole));
  expect(rejectsOf(result)).toEqual(rejectsOf(whole));
  expect(openRows(result.ledger)).toBe(0);
  const state = await readState(full);
  expect(await readState(incremental)).toEqual(state);
  expect(await readState(sparing)).toEqual(state);
  return result;
}

/** Starts an import and kills it when it says so; a small one may have ended before that, and then nothing is lost either. */
async function killWhen(
  place: Workplace,
  more: readonly string[],
  input: string,
  text: string,
): Promise<void> {
  const args = ['import', '--input', input, '--yes', '--allow-rejects', '--batch-size', '20', ...more];
  const running = startCli(args, optionsOf(place));
  await running.said(text);
  running.child.kill('SIGKILL');
  expect([null, 0]).toContain((await running.result).code);
}

async function inAll(sql: string): Promise<void> {
  for (const place of [full, incremental, sparing]) await place.query(sql);
}

beforeAll(async () => {
  [full, incremental, sparing] = [await openWorkplace(), await openWorkplace(), await openWorkplace()];
  await runCli(['sample', '--documents', '80', '--output', 'dump', '--seed', '5'], optionsOf(full));
  const { document } = await runJson<ExportDocument>(['export', '--source', 'dump'], optionsOf(full));
  lines = await readLines(resolve(full.folder, document.folder ?? ''));
});

afterAll(async () => {
  for (const place of [full, incremental, sparing]) await place?.leave();
});

describe('an import that leaves out what is known', () => {
  it('is a full one where the target is empty', async () => {
    expect(knownOf(await importAllWays())).toBe(0);
  });

  it('leaves out nearly everything where nothing has changed', async () => {
    const result = await importAllWays();
    expect(knownOf(result) / readOf(result)).toBeGreaterThan(0.8);
    expect(result.ledger.reduce((sum, { inserted, updated }) => sum + inserted + updated, 0)).toBe(0);
  });

  it.each([1, 2, 3, 4])('comes to what a full one comes to, whatever has changed (%s)', async (seed) => {
    change(lines, 8, numbers(seed));
    expect(knownOf(await importAllWays())).toBeGreaterThan(0);
  });

  it('brings back what somebody has deleted, and the references that went with it', async () => {
    await inAll(`DELETE FROM "Inquiry" WHERE id IN (SELECT id FROM "Inquiry" ORDER BY id LIMIT 5);
      DELETE FROM "PropertyView" WHERE id IN (SELECT id FROM "PropertyView" ORDER BY id LIMIT 5);
      DELETE FROM "Compound" WHERE id IN (SELECT "compoundId" FROM "Property" WHERE "compoundId" IS NOT NULL ORDER BY 1 LIMIT 3)`);
    const result = await importAllWays();
    expect(result.ledger.find(({ table }) => table === 'Property')?.updated).toBeGreaterThan(0);
  });

  it('fills a table that somebody has emptied', async () => {
    await inAll('TRUNCATE "PropertyView", "Inquiry"');
    await importAllWays();
    expect(knownOf(await importAllWays())).toBeGreaterThan(0);
  });

  it('loads everything where losses are to be rejected, or a part of it where it reads no more', async () => {
    expect(knownOf(await importAllWays(['--on-loss', 'reject']))).toBe(0);
    expect(knownOf(await importAllWays(['--on-loss', 'reject']))).toBeGreaterThan(0);
    const some = ['--on-loss', 'reject', '--collections', 'users,properties'];
    expect(knownOf(await importAllWays(some))).toBeGreaterThan(0);
  });

  it('is not what finds rows that somebody has changed: an import without it does', async () => {
    const changed = `SELECT id FROM "Property" WHERE title = 'changed'`;
    const sql = `UPDATE "Property" SET title = 'changed' WHERE id IN (SELECT id FROM "Property" ORDER BY id LIMIT 3)`;
    await sparing.query(sql);
    const { ledger } = await importInto(sparing, join(full.folder, `round-${round}`), [
      '--on-loss',
      'reject',
    ]);
    expect(ledger.find(({ table }) => table === 'Property')).toMatchObject({ updated: 3 });
    expect(await sparing.query(changed)).toEqual([]);
    await incremental.query(sql);
    await importInto(incremental, join(full.folder, `round-${round}`), [
      '--on-loss',
      'reject',
      '--incremental',
    ]);
    expect(await incremental.query(changed)).toHaveLength(3);
    await importInto(incremental, join(full.folder, `round-${round}`), ['--on-loss', 'reject']);
    expect(await incremental.query(changed)).toEqual([]);
  });

  it('is none the worse for others that were killed', async () => {
    change(lines, 20, numbers(77));
    const input = join(full.folder, 'killed');
    await writeLines(input, lines);
    for (const said of ['users: done', '(resolve): done', 'User (merge): done', 'Property (merge): done']) {
      await killWhen(incremental, ['--incremental'], input, said);
      change(lines, 2, numbers(78));
      await writeLines(input, lines);
    }
    await importWhole(full, input);
    await importInto(incremental, input, ['--incremental']);
    await importInto(sparing, input, []);
    const state = await readState(full);
    expect(await readState(incremental)).toEqual(state);
    expect(await readState(sparing)).toEqual(state);
  });

  it.each(['users: done', 'keys (build): done', 'foreign keys (check): done'])(
    'is none the worse for a first one that was killed (%s)',
    async (said) => {
      const input = join(full.folder, 'first-killed');
      await writeLines(input, lines);
      const [one, other] = [await openWorkplace(), await openWorkplace()];
      try {
        await killWhen(one, [], input, said);
        await importInto(one, input, ['--incremental']);
        await importInto(other, input, []);
        const known = await importInto(one, input, ['--incremental']);
        await importWhole(other, input);
        expect(knownOf(known)).toBeGreaterThan(0);
        expect(await readState(one)).toEqual(await readState(other));
      } finally {
        await one.leave();
        await other.leave();
      }
    },
  );
});
