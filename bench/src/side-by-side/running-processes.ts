import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** How long a process may take to end by itself: this tool finishes its batch first. What it writes is thrown away. */
const PATIENCE_MS = 2_000;

const running = new Set<ChildProcess>();

const killAll = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

/** Remembers a process until it has ended: none outlives this one. */
export function remember(child: ChildProcess): void {
  if (running.size === 0) process.once('exit', killAll);
  running.add(child);
  const forget = (): void => {
    running.delete(child);
    if (running.size === 0) process.off('exit', killAll);
  };
  child.once('close', forget).once('error', forget);
}

/** Ends what still runs, and waits until it has ended. */
export async function endProcesses(): Promise<void> {
  await Promise.all([...running].map(end));
}

async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  // A second signal would be a second Ctrl-C to it.
  if (!child.killed) child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await closed.finally(() => clearTimeout(timer));
}
