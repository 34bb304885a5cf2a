import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Agreement } from './agreement';
import { makeData } from './bench-data';
import { dltWay } from './dlt';
import { ExportWays } from './export-ways';
import { belowFloor, outcomesOf } from './goals';
import { ImportWays } from './import-ways';
import { stepsRunner } from './load-steps';
import { isInstalled } from './measured-process';
import { plot } from './plot';
import { goalsTable, waysTable } from './report';
import { runRounds } from './rounds';
import { ScratchDatabases } from './scratch-databases';
import type { Way } from './way';

const HELP = `npm run bench -- [options]

Measures this tool side by side with what people would use instead, on the same data, in the same run.

  --scale N       number of properties; the rest is in proportion (default: 300000). One upsert a row and dlt get a fifth
                  of it, and so does the run of this tool that they are held against.
  --rounds N      every way is run so often, in turns (default: 3)
  --ways a,b      only these ways; the names are those in results.json
  --output FOLDER where results.json and results.svg go (default: bench)
  --check         exit 1 where results differ, or a ratio is below half of its goal (or, where small runs cannot
                  show that, of what was measured with 20,000 documents)
  --help          this text

DATABASE_URL names a server whose databases may be created and dropped; without it the embedded one is started.
Its databases are named bench_…
`;

const { values: options } = parseArgs({
  options: {
    scale: { type: 'string', default: '300000' },
    rounds: { type: 'string', default: '3' },
    ways: { type: 'string' },
    output: { type: 'string', default: 'bench' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n\n`);

async function bench(): Promise<boolean> {
  const scale = positive('--scale', options.scale);
  const rounds = positive('--rounds', options.rounds);
  const folder = await mkdtemp(join(tmpdir(), 'etl-bench-'));
  const databases = await ScratchDatabases.open(process.env['DATABASE_URL']);
  try {
    const agreement = new Agreement(databases);
    const wanted = options.ways?.split(',');
    const ways = await allWays(databases, agreement, folder, scale, wanted);
    const unknown = wanted?.filter((name) => !ways.some((way) => way.name === name)) ?? [];
    if (unknown.length > 0)
      throw new Error(
        `--ways: no way is called ${unknown.join(', ')}; there are ${ways.map(({ name }) => name).join(', ')}.`,
      );
    const results = await runRounds(
      ways.filter(({ name }) => wanted?.includes(name) ?? true),
      rounds,
      say,
    );
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
    await mkdir(options.output, { recursive: true });
    const written = { scale, rounds, machine, results, outcomes, differences: agreement.differences };
    await writeFile(join(options.output, 'results.json'), `${JSON.stringify(written, null, 2)}\n`);
    const caption = `${scale.toLocaleString('en-US')} properties and the rest, ${rounds} rounds, PostgreSQL ${postgres}, ${machine.cores} cores`;
    await writeFile(join(options.output, 'results.svg'), plot(outcomes, caption));
    return judge(
      agreement.differences,
      belowFloor(outcomes).map(({ what, measured }) => `${what}: ${measured.toFixed(2)}`),
    );
  } finally {
    await databases.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function allWays(
  databases: ScratchDatabases,
  agreement: Agreement,
  folder: string,
  scale: number,
  wanted: readonly string[] | undefined,
): Promise<Way[]> {
  say(`Making ${scale} properties and the rest, and a fifth of that for the slow ways …`);
  const data = await makeData(databases, folder, 'full', scale);
  const fifth = await makeData(databases, folder, 'fifth', Math.max(100, Math.round(scale / 5)));
  const runSteps = await stepsRunner(databases, folder, say);
  const imports = new ImportWays(databases, data, runSteps, agreement.tables);
  const small = new ImportWays(databases, fifth, runSteps, agreement.tables);
  const exports = new ExportWays(data, folder, agreement.lines);
  if (!(await isInstalled('mongoexport')))
    say('NO mongoexport ON THE PATH: the export of a live server is not measured against it.');
  // To install it takes a minute.
  const dlt = wanted?.includes('dlt') === false ? null : await dltWay(databases, fifth, say);
  return [
    ...[imports.copyFinished(), imports.copyTuned(), imports.copyTunedTwice()],
    ...[imports.etl(), imports.etl('etl-500', 'this tool, --batch-size 500', '--batch-size', '500')],
    ...[
      imports.etlAgain(),
      imports.etlAgain('etl-incremental', 'this tool again, nothing changed, --incremental', '--incremental'),
      ...[imports.etlChanged(), imports.verify()],
    ],
    ...[exports.ejson(), exports.etl('export', 'export: this tool, one thread', '--workers', '1')],
    exports.etl('export-workers', 'export: this tool, two workers', '--workers', '2'),
    ...[imports.typeorm(500), small.typeorm(1), small.etl('etl-small', 'this tool, a fifth of the data')],
    ...(dlt === null ? [] : [dlt]),
  ];
}

/** Says what is wrong. False where --check is to fail. */
function judge(differences: readonly string[], far: readonly string[]): boolean {
  if (differences.length > 0) print(['RESULTS DIFFER:', ...differences]);
  if (far.length > 0) print(['BELOW WHAT IS LEAST EXPECTED:', ...far]);
  return differences.length === 0 && far.length === 0;
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${option} takes a whole number from 1; received "${text}".`);
  return value;
}

if (options.help) process.stdout.write(HELP);
else if (!(await bench()) && options.check) process.exitCode = 1;
