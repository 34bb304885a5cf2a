import { writeFile } from 'node:fs/promises';
import {
  A_WHOLE_NUMBER,
  OptionError,
  optionsOf,
  reportOptionError,
  wholeNumber,
} from '../command-line/options';
import { bundledCollections } from './bundled-collections';
import { Mapping } from './mapping';
import { type MappingTask, tasksOf } from './mapping-tasks';
import { MappingThreads } from './mapping-threads';

const HELP = `node bench/run.mjs mapping --input EXPORT [options]

Lines of an export are read, mapped and made bytes of COPY, which are thrown away: by one thread, or by workers.

  --input DIR         the folder of an export, or one of JSON lines
  --collections a,b   only these
  --rounds N          the best of so many rounds counts (default: 3)
  --workers N         threads; without it the very thread of the measurement
  --digests FILE      writes sha256 of all that came out instead: two versions of the program can be held against each other
  --help              this text
`;

const TAKEN = {
  input: 'the folder of an export',
  collections: 'names of collections, with commas between them',
  rounds: A_WHOLE_NUMBER,
  workers: A_WHOLE_NUMBER,
  digests: 'a file',
  help: null,
} as const;

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

interface MappingOptions {
  readonly input: string;
  /** null: all of them. */
  readonly collections: readonly string[] | null;
  readonly rounds: number;
  /** undefined: in this thread. */
  readonly workers: number | undefined;
  readonly digests: string | undefined;
}

async function bench({ input, collections, rounds, workers, digests }: MappingOptions): Promise<void> {
  const found = await tasksOf(input).catch((error: Error) => {
    throw new OptionError(`--input: ${error.message}`);
  });
  const tasks = [...found].filter(([name]) => collections?.includes(name) ?? true);
  if (tasks.length === 0) throw new OptionError(`--input: ${input} has no lines of these collections.`);
  const mapping = new Mapping(await bundledCollections(), digests !== undefined);
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
  if (digests !== undefined) {
    for (const [, all] of tasks) await inThisThread(all);
    await writeFile(digests, `${JSON.stringify(mapping.digests(), null, 1)}\n`);
    return;
  }
  const threads = workers === undefined ? undefined : new MappingThreads(workers);
  const map: MapTasks = threads === undefined ? inThisThread : (all) => threads.map(all);
  // One thread by its CPU time, which says the same on a busy machine; several by the clock.
  const cost = ({ cpu, seconds }: Measured): number => (threads === undefined ? cpu : seconds);
  const best = new Map<string, Measured>();
  const keepBest = (name: string, measured: Measured): void => {
    const former = best.get(name);
    if (former === undefined || cost(measured) < cost(former)) best.set(name, measured);
  };
  for (let round = 0; round < rounds; round += 1) {
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
  await threads?.close();
  process.stdout.write(`${HEAD.map((head, i) => head.padStart(WIDTHS[i]!)).join(' ')}\n`);
  for (const [name, measured] of best) if (name !== 'all') report(name, measured);
  report('all', best.get('all')!);
}

/** @throws OptionError */
function mappingOptions({
  input,
  collections,
  rounds,
  workers,
  digests,
}: ReturnType<typeof optionsOf<keyof typeof TAKEN>>): MappingOptions {
  if (input === undefined) throw new OptionError(`--input is needed: ${TAKEN.input}.`);
  return {
    input,
    collections: collections?.split(',') ?? null,
    rounds: wholeNumber('rounds', rounds ?? '3'),
    workers: workers === undefined ? undefined : wholeNumber('workers', workers),
    digests,
  };
}

try {
  const given = optionsOf(process.argv.slice(2), TAKEN);
  if (given.help !== undefined) process.stdout.write(HELP);
  else await bench(mappingOptions(given));
} catch (error) {
  reportOptionError(error, 'node bench/run.mjs mapping');
}
