import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchData } from './bench-data';
import { interruption } from './interruption';
import { measureProgram, ROOT, runProcess } from './measured-process';
import type { ScratchDatabases } from './scratch-databases';
import type { Way } from './way';

/** The version that was measured; its bulk loader for PostgreSQL comes with the extra. */
const PACKAGE = 'dlt[postgres]==1.31.0';

/**
 * dlt from PyPI: the lines of the export into tables of its own making (no keys, snake_case names, lists as tables), so
 * its tables cannot be those of the others; documents are counted. Null where it cannot be had.
 */
export async function dltWay(
  name: string,
  databases: ScratchDatabases,
  data: BenchData,
  say: (line: string) => void,
): Promise<Way | null> {
  const environment = join(ROOT, 'tmp/bench-dlt');
  const python = join(environment, 'bin/python');
  try {
    await access(python).catch(async () => {
      await mkdir(join(ROOT, 'tmp'), { recursive: true });
      await runProcess('python3', ['-m', 'venv', environment]).catch(async (error: unknown) => {
        // Half of it would be taken for all of it the next time.
        await rm(environment, { recursive: true, force: true });
        throw error;
      });
    });
    await runProcess(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGE]);
  } catch (error) {
    interruption.throwIfAborted();
    say(`NO dlt: it could not be installed from PyPI, so it is not measured. ${lastLine(error)}`);
    return null;
  }
  const database = `bench_${data.name}_dlt`;
  return {
    ...{
      name,
      title: 'dlt into tables of its own',
      documents: data.documents,
      bytes: data.inputBytes,
    },
    run: async () => {
      await databases.create(database);
      const measured = await measureProgram(python, [join(ROOT, 'bench/dlt_load.py'), data.input], {
        env: {
          DESTINATION__POSTGRES__CREDENTIALS: withPassword(databases.uriOf(database)),
          RUNTIME__DLTHUB_TELEMETRY: 'false',
          DLT_DATA_DIR: join(ROOT, 'tmp/bench-dlt-data'),
        },
      });
      const tables = `SELECT sum((xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM bench.%I', relname), false, true, '')))[1]::text::bigint) AS documents
        FROM pg_class WHERE relnamespace = 'bench'::regnamespace AND relkind = 'r' AND relname NOT LIKE '%\\_\\_%' AND relname NOT LIKE '\\_dlt%'`;
      const [row] = await databases.query<{ documents: string }>(database, tables);
      if (Number(row!.documents) !== data.documents)
        throw new Error(`dlt loaded ${row!.documents} documents of ${data.documents}.`);
      await databases.drop(database);
      return measured;
    },
  };
}

const lastLine = (error: unknown): string => String(error).trimEnd().split('\n').at(-1)!;

/** dlt insists on a password, where the server asks for none too. */
function withPassword(uri: string): string {
  const url = new URL(uri);
  if (url.password === '') url.password = 'none';
  return url.href;
}
