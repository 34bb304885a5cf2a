import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { interruption } from './interruption';
import { remember } from './running-processes';

/** What one run of one way took. */
export interface Measured {
  /** By the clock, from the start of the process to its end. */
  readonly seconds: number;
  /** User and system time of all threads of the process; null where it is not a Node process. */
  readonly cpuSeconds: number | null;
  /** Largest resident set of the process with all its threads, MB (10^6 bytes); null where it is not a Node process. */
  readonly peakMb: number | null;
}

export interface MeasuredOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Exit codes that are no failure; 0 alone where it is left out. */
  readonly exitCodes?: readonly number[];
}

/** The root of the workspace: measurements are run from there. */
export const ROOT = process.cwd();

/** Runs a program to its end, with its output kept for the error. @throws Error where it fails, or this process is interrupted */
export async function runProcess(
  command: string,
  args: readonly string[],
  { env = {}, cwd = ROOT, exitCodes = [0] }: MeasuredOptions = {},
): Promise<{ seconds: number; output: string }> {
  interruption.throwIfAborted();
  const from = performance.now();
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  remember(child);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  interruption.throwIfAborted();
  const seconds = (performance.now() - from) / 1e3;
  const output = Buffer.concat(chunks).toString('utf8');
  if (code === null || !exitCodes.includes(code))
    throw new Error(`${command} ${args[0] ?? ''} ended with ${code ?? signal}:\n${output.slice(-4000)}`);
  return { seconds, output };
}

/** Runs a script of Node and measures it from within. */
export async function measureNode(args: readonly string[], options: MeasuredOptions = {}): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'etl-bench-usage-'));
  try {
    const file = join(folder, 'usage.json');
    const preload = pathToFileURL(join(ROOT, 'bench/report-usage.mjs')).href;
    const env = { ...options.env, BENCH_USAGE: file };
    const { seconds } = await runProcess(process.execPath, ['--import', preload, ...args], {
      ...options,
      env,
    });
    const { cpuSeconds, peakKb } = JSON.parse(await readFile(file, 'utf8')) as {
      cpuSeconds: number;
      peakKb: number;
    };
    return { seconds, cpuSeconds, peakMb: (peakKb * 1024) / 1e6 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs any program; of others than Node only the clock is known. */
export async function measureProgram(
  command: string,
  args: readonly string[],
  options: MeasuredOptions = {},
): Promise<Measured> {
  const { seconds } = await runProcess(command, args, options);
  return { seconds, cpuSeconds: null, peakMb: null };
}

/** True where the program is on the PATH. */
export async function isInstalled(command: string): Promise<boolean> {
  return runProcess(command, ['--version']).then(
    () => true,
    () => {
      interruption.throwIfAborted();
      return false;
    },
  );
}
