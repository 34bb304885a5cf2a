import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { bundledCollections } from './bundled-collections';
import { Mapping } from './mapping';
import { type MappingTask, tasksOf } from './mapping-tasks';
import { MappingThreads } from './mapping-threads';

/*
 * node bench/run.mjs mapping --input EXPORT [--collections a,b] [--rounds 3] [--workers N] [--digests FILE]
 *
 * Lines of an export → parse → map → bytes of COPY, which are thrown away. Without --workers in this very thread.
 * --digests writes sha256 of all that came out: two versions of the program can be held against each other.
 */

const { values: options } = parseArgs({
  options: {
    input: { type: 'string' },
    collections: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    workers: { type: 'string' },
    digests: { type: 'string' },
  },
});

/** What is measured: of several rounds the best counts. */
interface Measured {
  readonly documents: number;
  readonly read: number;
  readonly written: number;
  readonly seconds: number;
  readonly cpu: number;
}

type MapTasks = (tasks: readonly MappingTask[]) => Promise<{ documents: number; bytes: number }>;

async function measure(map: MapTasks, tasks: readonly MappingTask[]): Promise<Measured> {
  const cpu = process.cpuUsage();
  const from = performance.now();
  const { documents, bytes } = await map(tasks);
  const seconds = (performance.now() - from) / 1e3;
  const { user, system } = process.cpuUsage(cpu);
  const read = tasks.reduce((sum, { length }) => sum + length, 0);
  return { documents, read, written: bytes, seconds, cpu: (user + system) / 1e6 };
}

function report(name: string, { documents, read, written, seconds, cpu }: Measured): void {
  const cells = [
    name.padEnd(14),
    String(documents).padStart(9),
    (read / 1e6).toFixed(1).padStart(9),
    (written / 1e6).toFixed(1).padStart(9),
    seconds.toFixed(3).padStart(9),
    cpu.toFixed(3).padStart(9),
    (documents / cpu).toFixed(0).padStart(11),
    (read / 1e6 / cpu).toFixed(1).padStart(9),
  ];
  process.stdout.write(`${cells.join(' ')}\n`);
}

const HEAD = ['', 'documents', 'MB in', 'MB out', 's', 'CPU s', 'documents/s', 'MB/s'];
const WIDTHS = [14, 9, 9, 9, 9, 9, 11, 9];

if (options.input === undefined) throw new Error('--input names the folder of an export.');
const wanted = options.collections?.split(',');
const tasks = [...(await tasksOf(options.input))].filter(([name]) => wanted?.includes(name) ?? true);
const mapping = new Mapping(await bundledCollections(), options.digests !== undefined);
const threads = options.workers === undefined ? undefined : new MappingThreads(Number(options.workers));

const inThisThread: MapTasks = async (all) => {
  let documents = 0;
  let bytes = 0;
  for (const task of all) {
    const mapped = await mapping.map(task);
    documents += mapped.documents;
    bytes += mapped.bytes;
  }
  return { documents, bytes };
};
const map: MapTasks = threads === undefined ? inThisThread : (all) => threads.map(all);

if (options.digests !== undefined) {
  for (const [, all] of tasks) await inThisThread(all);
  await writeFile(options.digests, `${JSON.stringify(mapping.digests(), null, 1)}\n`);
} else {
  process.stdout.write(`${HEAD.map((head, i) => head.padStart(WIDTHS[i]!)).join(' ')}\n`);
  const best = new Map<string, Measured>();
  // One thread by its CPU time, which says the same on a busy machine; several by the clock.
  const cost = ({ cpu, seconds }: Measured): number => (threads === undefined ? cpu : seconds);
  const keepBest = (name: string, measured: Measured): void => {
    const former = best.get(name);
    if (former === undefined || cost(measured) < cost(former)) best.set(name, measured);
  };
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const [name, all] of tasks) {
      const measured = await measure(map, all);
      keepBest(name, measured);
    }
    // Collections one after the other leave workers idle at each end: all at once is what an import does.
    const whole = await measure(
      map,
      tasks.flatMap(([, all]) => [...all]),
    );
    keepBest('all', whole);
  }
  for (const [name, measured] of best) if (name !== 'all') report(name, measured);
  report('all', best.get('all')!);
}
await threads?.close();
