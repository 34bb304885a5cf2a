import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import pg from 'pg';

// jest's sandbox takes no ESM package, so the server is tried where users meet it: in a bundle, run by plain Node.

const WORKSPACE = join(__dirname, '../../../..');

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let script: string;
  let child: ChildProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(WORKSPACE, 'node_modules/.etl-embedded-'));
    const entry = join(folder, 'entry.ts');
    script = join(folder, 'entry.mjs');
    await writeFile(
      entry,
      `import { startEmbeddedPostgres } from '${join(__dirname, 'embedded-server')}';
const server = await startEmbeddedPostgres({ fsync: false, onLog: (line) => process.stderr.write(line) });
console.log(server.uri);
process.stdin.once('data', async () => { await server.stop(); process.exitCode = 7; process.stdin.unref(); });`,
    );
    await build({
      entryPoints: [entry],
      outfile: script,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function start(): Promise<{ uri: string; dir: string }> {
    child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
    const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const uri = line.toString().trim();
    const client = new pg.Client({ connectionString: uri });
    await client.connect();
    const { rows } =
      await client.query(`SELECT current_setting('data_directory') AS dir, current_setting('server_encoding') AS encoding,
      (SELECT datcollate FROM pg_database WHERE datname = 'postgres') AS locale`);
    await client.end();
    expect(rows[0]).toMatchObject({ encoding: 'UTF8', locale: 'C' });
    return { uri, dir: rows[0].dir };
  }

  async function isGone(uri: string): Promise<boolean> {
    const client = new pg.Client({ connectionString: uri });
    try {
      await client.connect();
      await client.end();
      return false;
    } catch {
      return true;
    }
  }

  it('starts from a bundle and stops when it is told to, leaving nothing behind and the exit code alone', async () => {
    const { uri, dir } = await start();
    child.stdin?.write('stop\n');
    expect(await once(child, 'exit')).toEqual([7, null]);
    expect(await isGone(uri)).toBe(true);
    expect(existsSync(dir)).toBe(false);
  });

  it('stops when its process is interrupted', async () => {
    const { uri } = await start();
    child.kill('SIGINT');
    await once(child, 'exit');
    for (let n = 0; n < 50 && !(await isGone(uri)); n += 1) await pause(100);
    expect(await isGone(uri)).toBe(true);
  });
});
