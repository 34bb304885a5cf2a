import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bsonDocuments } from '@etl/mongo';
import { deserialize } from 'bson';
import { MongoClient } from 'mongodb';
import { A_WHOLE_NUMBER, optionsOf, reportOptionError, wholeNumber } from '../command-line/options';
import { CLI } from '../side-by-side/cli';
import { isInstalled, measureNode, measureProgram, ROOT, runProcess } from '../side-by-side/measured-process';
import { waysTable } from '../side-by-side/report';
import { runRounds } from '../side-by-side/rounds';
import type { Way } from '../side-by-side/way';

const HELP = `node bench/run.mjs live-export [options]

How fast a live server gives its documents, and how much of that an export keeps.

  --documents N   properties (default: 100000)
  --rounds N      every way is run so often, in turns (default: 3)
  --help          this text

MONGO_TEST_URI names the server, whose database bench_live is filled and dropped; without it mongod or the stand-in of the
tests is started.
`;

const DATABASE = 'bench_live';
const COLLECTION = 'properties';

const TAKEN = { documents: A_WHOLE_NUMBER, rounds: A_WHOLE_NUMBER, help: null } as const;

interface TestMongo {
  readonly uri: string;
  readonly kind: string;
  stop(): Promise<void>;
}
/** From its own place: it finds its files beside itself. */
const { startTestMongo } = createRequire(join(ROOT, 'package.json'))('./tools/mongo-stand-in/start.cjs') as {
  startTestMongo(): Promise<TestMongo | null>;
};

async function bench(properties: number, rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'etl-bench-live-'));
  const mongo = await startTestMongo();
  if (mongo === null)
    throw new Error('There is no MongoDB: set MONGO_TEST_URI, or install Java 17 and Maven.');
  const uri = mongo.uri.replace(/^([a-z+]+:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${DATABASE}`);
  const client = await MongoClient.connect(uri);
  try {
    const { documents, bytes } = await fill(client, folder, properties);
    process.stderr.write(`${documents} documents of ${COLLECTION} in a ${mongo.kind} server\n`);
    const way = (name: string, title: string, run: Way['run']): Way => ({
      name,
      title,
      documents,
      bytes,
      run,
    });
    const peer = fileURLToPath(new URL('./bare-cursor-peer.mjs', import.meta.url));
    const cursors = (count: number, title: string, ...what: string[]): Way =>
      way(['cursors', count, ...what].join('-'), title, () =>
        measureNode([peer, uri, COLLECTION, String(count), ...what]),
      );
    const output = join(folder, 'output');
    const exported = (workers: string, title: string): Way =>
      way(`export-${workers}`, title, async () => {
        const from = [CLI, 'export', '--source', uri, '--collections', COLLECTION];
        const measured = await measureNode([...from, '--output', output, '--workers', workers]);
        await rm(output, { recursive: true });
        return measured;
      });
    const ways = [
      cursors(1, 'a bare cursor, everything thrown away'),
      cursors(1, 'all that an export asks for, everything thrown away', 'all'),
      cursors(2, 'two bare cursors, half of the ids each'),
      cursors(2, 'two bare cursors, 10,000 ids each in turns', '10000'),
      exported('1', 'export: this tool, one thread'),
      exported('2', 'export: this tool, with a thread that transcodes'),
    ];
    if (await isInstalled('mongoexport')) {
      const args = [
        `--uri=${uri}`,
        `--collection=${COLLECTION}`,
        `--out=${join(folder, 'mongoexport.jsonl')}`,
      ];
      ways.push(way('mongoexport', 'mongoexport', () => measureProgram('mongoexport', args)));
    } else process.stderr.write('NO mongoexport ON THE PATH: it is not measured.\n');
    const results = await runRounds(ways, rounds, (line) => process.stderr.write(`${line}\n`));
    process.stdout.write(`${waysTable(results).join('\n')}\n`);
  } finally {
    await client.db().dropDatabase();
    await client.close();
    await mongo.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts invented properties into the server, with their types. */
async function fill(
  client: MongoClient,
  folder: string,
  properties: number,
): Promise<{ documents: number; bytes: number }> {
  const dump = join(folder, 'dump');
  await runProcess(process.execPath, [CLI, 'sample', '--documents', String(properties), '--output', dump]);
  const [database] = (await readdir(dump)).filter((entry) => !entry.includes('.'));
  const collection = client.db().collection(COLLECTION);
  await client.db().dropDatabase();
  let [documents, bytes] = [0, 0];
  for await (const some of bsonDocuments({ path: join(dump, database!, `${COLLECTION}.bson`) })) {
    await collection.insertMany(some.map((each) => deserialize(each, { promoteValues: false })));
    documents += some.length;
    bytes += some.reduce((sum, { length }) => sum + length, 0);
  }
  return { documents, bytes };
}

try {
  const given = optionsOf(process.argv.slice(2), TAKEN);
  const properties = wholeNumber('documents', given.documents ?? '100000');
  const rounds = wholeNumber('rounds', given.rounds ?? '3');
  if (given.help !== undefined) process.stdout.write(HELP);
  else await bench(properties, rounds);
} catch (error) {
  reportOptionError(error, 'node bench/run.mjs live-export');
}
