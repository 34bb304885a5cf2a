import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';

// Signals are those of a whole process, so one of its own is interrupted.

/** node SCRIPT PORT MS: waits for a process that holds a connection, and takes MS to end when it is told to. */
const SCRIPT = `
import { interruption, watchInterruption } from './interruption';
import { runProcess } from './measured-process';
import { endProcesses } from './running-processes';

watchInterruption(() => {
  console.log('interrupted');
  void endProcesses();
});
process.on('SIGTERM', () => process.exit(1)); // as the package of the embedded server does
const child = \`process.on('SIGTERM', () => setTimeout(() => process.exit(), \${process.argv[3]}));
  require('node:net').connect(\${process.argv[2]}, '127.0.0.1');\`;
try {
  await runProcess(process.execPath, ['-e', child]);
} catch (error) {
  console.log(error === interruption.reason ? 'cleared away' : error);
}
`;

describe('an interrupted measurement', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interruption-'));
    await build({
      stdin: { contents: SCRIPT, resolveDir: __dirname, loader: 'ts' },
      outfile: join(folder, 'script.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /**
   * Sends SIGTERM once the process that is measured is there, and again so many milliseconds after the first one has been
   * noticed. Comes back when both have ended: the connection of the measured one ends with it, whoever ends it.
   */
  async function interrupt(childTakesMs: number, again?: number): Promise<Interrupted> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const script = spawn(process.execPath, [join(folder, 'script.mjs'), String(port), String(childTakesMs)]);
    const closed = once(script, 'close');
    let output = '';
    script.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const noticed = once(script.stdout, 'data');
    const [connection] = (await once(server, 'connection')) as [Socket];
    const childEnded = new Promise((resolve) =>
      connection.on('error', resolve).on('close', resolve).resume(),
    );
    script.kill('SIGTERM');
    await noticed;
    if (again !== undefined) await pause(again).then(() => script.kill('SIGTERM'));
    const [exitCode] = (await closed) as [number | null];
    await childEnded;
    server.close();
    return { exitCode, output };
  }

  it('ends the process that runs, waits for it, and says so by its exit code', async () => {
    expect(await interrupt(300)).toEqual({
      exitCode: 143,
      output: 'interrupted\ncleared away\n',
    });
  });

  it('takes two signals at once for one', async () => {
    expect(await interrupt(300, 0)).toEqual({ exitCode: 143, output: 'interrupted\ncleared away\n' });
  });

  it('ends at once with the second signal, and the process that runs with it', async () => {
    expect(await interrupt(60_000, 600)).toEqual({
      exitCode: 143,
      output: 'interrupted\n',
    });
  });
});

interface Interrupted {
  readonly exitCode: number | null;
  readonly output: string;
}
