import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { reportOptionError } from '../command-line/options';
import { Agreement } from './agreement';
import { makeData } from './bench-data';
import { ExportWays } from './export-ways';
import { belowFloor, outcomesOf } from './goals';
import { ImportWays } from './import-ways';
import { interruption, watchInterruption } from './interruption';
import { stepsRunner } from './load-steps';
import { isInstalled } from './measured-process';
import { type BenchOptions, readOptions } from './options';
import { plot } from './plot';
import { goalsTable, waysTable } from './report';
import { runRounds } from './rounds';
import { endProcesses } from './running-processes';
import { ScratchDatabases } from './scratch-databases';
import { makeWays, type Materials, WAY_NAMES } from './ways';

const HALF = Math.ceil(WAY_NAMES.length / 2);

const HELP = `npm run bench -- [options]

Measures this tool side by side with what people would use instead, on the same data, in the same run.

  --scale N       number of properties; the rest is in proportion (default: 300000). One upsert a row and dlt get a fifth
                  of it, and so does the run of this tool that they are held against.
  --rounds N      every way is run so often, in turns (default: 3)
  --ways a,b      only these ways, of
                  ${WAY_NAMES.slice(0, HALF).join(', ')},
                  ${WAY_NAMES.slice(HALF).join(', ')}
  --output FOLDER where results.json and results.svg go (default: bench)
  --check         exit 1 where results differ, or a ratio is below half of its goal (or, where small runs cannot
                  show that, of what was measured with 20,000 documents)
  --help          this text

DATABASE_URL names a server whose databases may be created and dropped; without it the embedded one is started.
Its databases are named bench_…
`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n\n`);

/** False where something is wrong that --check is to fail for. */
async function bench({ scale, rounds, ways, output }: BenchOptions): Promise<boolean> {
  // First, since a Ctrl-C in the terminal reaches the server too while it starts, and nothing else may be left then.
  const databases = await ScratchDatabases.open(process.env['DATABASE_URL']);
  const folder = await mkdtemp(join(tmpdir(), 'etl-bench-'));
  try {
    const agreement = new Agreement(databases);
    const materials = await makeMaterials(databases, agreement, folder, scale);
    const results = await runRounds(await makeWays(materials, ways), rounds, say);
    const outcomes = outcomesOf(results);
    const [{ model } = { model: 'unknown' }] = cpus();
    const postgres = await databases.version();
    const machine = {
      cpu: model,
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 1e9),
      node: process.version,
      postgres,
    };
    print(waysTable(results));
    print(goalsTable(outcomes));
    await mkdir(output, { recursive: true });
    const written = { scale, rounds, machine, results, outcomes, differences: agreement.differences };
    await writeFile(join(output, 'results.json'), `${JSON.stringify(written, null, 2)}\n`);
    const caption = `${scale.toLocaleString('en-US')} properties and the rest, ${rounds} rounds, PostgreSQL ${postgres}, ${machine.cores} cores`;
    await writeFile(join(output, 'results.svg'), plot(outcomes, caption));
    return judge(
      agreement.differences,
      belowFloor(outcomes).map(({ what, measured }) => `${what}: ${measured.toFixed(2)}`),
    );
  } finally {
    await endProcesses();
    await rm(folder, { recursive: true, force: true });
    await databases.close(say);
  }
}

/** Brings data of both sizes into every form that a way needs. */
async function makeMaterials(
  databases: ScratchDatabases,
  agreement: Agreement,
  folder: string,
  scale: number,
): Promise<Materials> {
  say(`Making ${scale} properties and the rest, and a fifth of that for the slow ways …`);
  const data = await makeData(databases, folder, 'full', scale);
  const fifth = await makeData(databases, folder, 'fifth', Math.max(100, Math.round(scale / 5)));
  const runSteps = await stepsRunner(databases, folder, say);
  if (!(await isInstalled('mongoexport')))
    say('NO mongoexport ON THE PATH: the export of a live server is not measured against it.');
  return {
    ...{ databases, fifth, say },
    imports: new ImportWays(databases, data, runSteps, agreement.tables),
    small: new ImportWays(databases, fifth, runSteps, agreement.tables),
    exports: new ExportWays(data, folder, agreement.lines),
  };
}

/** Says what is wrong. */
function judge(differences: readonly string[], far: readonly string[]): boolean {
  if (differences.length > 0) print(['RESULTS DIFFER:', ...differences]);
  if (far.length > 0) print(['BELOW WHAT IS LEAST EXPECTED:', ...far]);
  return differences.length === 0 && far.length === 0;
}

/** @returns the exit code */
async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv, WAY_NAMES);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  watchInterruption(() => {
    say(
      'Interrupted: what runs is ended, and what was made is removed. A second Ctrl-C ends at once, and leaves it.',
    );
    void endProcesses();
  });
  return (await bench(options)) || !options.check ? 0 : 1;
}

try {
  const exitCode = await main(process.argv.slice(2));
  process.exitCode ??= exitCode;
} catch (error) {
  // What was under way has failed for that reason, and is cleared away. The exit code is set.
  if (interruption.aborted) process.exit();
  reportOptionError(error, 'npm run bench --');
}
