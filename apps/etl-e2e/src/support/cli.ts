import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** What `nx build etl` wrote. */
export const CLI = join(__dirname, '../../../../dist/apps/etl/main.mjs');

export interface CliResult {
  /** null where a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** The working folder: `output/` and `.env` are looked for here. */
  readonly cwd: string;
  readonly env?: Record<string, string>;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly result: Promise<CliResult>;
  /** Resolves when stderr has said `text`. */
  said(text: string | RegExp): Promise<void>;
}

/** Starts the built command line, with no URI but those given. */
export function startCli(args: readonly string[], { cwd, env = {} }: CliOptions): RunningCli {
  const { MONGO_URI: _source, DATABASE_URL: _target, ...rest } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  const result = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    child,
    result,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (typeof text === 'string' ? !stderr.includes(text) : !text.test(stderr)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void result.then(() =>
          reject(new Error(`The command ended without saying ${String(text)}:\n${stderr}`)),
        );
      }),
  };
}

export function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  return startCli(args, options).result;
}

/** Runs with `--json` and reads the one document of stdout. */
export async function runJson<T>(
  args: readonly string[],
  options: CliOptions,
): Promise<CliResult & { document: T }> {
  const result = await runCli([...args, '--json'], options);
  try {
    return { ...result, document: JSON.parse(result.stdout) as T };
  } catch {
    throw new Error(
      `stdout is not one JSON document (exit ${result.code}):\n${result.stdout}\n${result.stderr}`,
    );
  }
}
