import { MultiBar, type SingleBar } from 'cli-progress';
import type { CommandProgress, Unit } from './command-progress';
import { amount, progressState } from './progress-text';

interface Task {
  readonly bar: SingleBar;
  readonly total: number | null;
  readonly unit: Unit;
  done: number;
}

/** Progress on a terminal: a line per task that updates in place. */
export class BarProgress implements CommandProgress {
  private bars: MultiBar | null = null;
  private readonly tasks = new Map<string, Task>();

  constructor(private readonly stream: NodeJS.WriteStream) {}

  start(name: string, total: number | null, unit: Unit): void {
    this.bars ??= new MultiBar({
      stream: this.stream,
      format: '{task} {bar} {state}',
      barsize: 28,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      fps: 8,
      // Ctrl-C is the command's business: it stops cleanly and says what is kept.
      gracefulExit: false,
    });
    // Without a total the bar stays empty, and the figure beside it moves.
    const bar = this.bars.create(Math.max(total ?? 1, 1), 0, { task: name.padEnd(24), state: '' });
    this.tasks.set(name, { bar, total, unit, done: 0 });
  }

  advance(name: string, by: number): void {
    const task = this.tasks.get(name);
    if (task === undefined) return;
    task.done += by;
    task.bar.update(task.total === null ? 0 : Math.min(task.done, task.total), {
      state: progressState(task),
    });
  }

  finish(name: string): void {
    const task = this.tasks.get(name);
    if (task === undefined) return;
    this.tasks.delete(name);
    task.bar.update(task.bar.getTotal(), { state: amount(task.done, task.unit) });
    task.bar.stop();
    // What the command prints next stands below the bars, not in them.
    if (this.tasks.size === 0) this.close();
  }

  say(message: string): void {
    // Above the bars, which move down a line.
    if (this.bars === null) {
      this.stream.write(`${message}\n`);
      return;
    }
    this.bars.log(`${message}\n`);
    // Bars that end before they are drawn again would take it along.
    this.bars.update();
  }

  close(): void {
    this.tasks.clear();
    this.bars?.stop();
    this.bars = null;
  }
}
