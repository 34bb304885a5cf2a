import type { CommandProgress, Unit } from './command-progress';
import { duration } from './numbers';
import { amount, progressState } from './progress-text';

interface Task {
  readonly total: number | null;
  readonly unit: Unit;
  readonly startedAt: number;
  /** When a line was last printed. */
  shownAt: number;
  done: number;
}

/** Five seconds: often enough to see life in a log, seldom enough to read it. */
const EVERY = 5_000;

/** Progress where no terminal is: a plain line at the start and end of each task, and every five seconds between. */
export class LineProgress implements CommandProgress {
  private readonly tasks = new Map<string, Task>();

  constructor(
    private readonly write: (line: string) => void,
    private readonly now: () => number = Date.now,
  ) {}

  start(name: string, total: number | null, unit: Unit): void {
    const now = this.now();
    this.tasks.set(name, { total, unit, startedAt: now, shownAt: now, done: 0 });
    this.write(total === null ? `${name}: started` : `${name}: 0 of ${amount(total, unit)}`);
  }

  advance(name: string, by: number): void {
    const task = this.tasks.get(name);
    if (task === undefined) return;
    task.done += by;
    const now = this.now();
    if (now - task.shownAt < EVERY) return;
    task.shownAt = now;
    this.write(`${name}: ${progressState(task)}`);
  }

  finish(name: string): void {
    const task = this.tasks.get(name);
    if (task === undefined) return;
    this.tasks.delete(name);
    this.write(
      `${name}: done, ${amount(task.done, task.unit)} in ${duration((this.now() - task.startedAt) / 1000)}`,
    );
  }

  say(message: string): void {
    this.write(message);
  }

  close(): void {
    this.tasks.clear();
  }
}
