import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled, measureNode, measureProgram, type Measured } from './measured-process';
import { quoted, type ScratchDatabases } from './scratch-databases';

/** What somebody types who loads by hand: a file of ready text into a table, or a statement. */
export type LoadStep = { readonly table: string; readonly file: string } | { readonly sql: string };

/** Runs steps one after the other over one connection. */
export type RunSteps = (database: string, steps: readonly LoadStep[]) => Promise<Measured>;

/**
 * `psql \copy`. Where there is no psql, a program that pipes the file into COPY stands in for it, and a loud line says so.
 * @param folder for scripts
 */
export async function stepsRunner(
  databases: ScratchDatabases,
  folder: string,
  say: (line: string) => void,
): Promise<RunSteps> {
  let script = 0;
  if (await isInstalled('psql'))
    return async (database, steps) => {
      const file = join(folder, `script-${(script += 1)}.sql`);
      await writeFile(file, steps.map(psqlLine).join('\n'));
      const args = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--file=${file}`];
      return measureProgram('psql', args, { env: databases.libpq(database) });
    };
  say('NO psql ON THE PATH: a Node program that pipes the same files into COPY stands in for `psql \\copy`.');
  const peer = fileURLToPath(new URL('./copy-text-peer.mjs', import.meta.url));
  return async (database, steps) => {
    const file = join(folder, `script-${(script += 1)}.json`);
    await writeFile(file, JSON.stringify(steps));
    return measureNode([peer, file], { env: { DATABASE_URL: databases.uriOf(database) } });
  };
}

const psqlLine = (step: LoadStep): string =>
  'sql' in step ? `${step.sql};` : `\\copy ${quoted(step.table)} from '${step.file.replaceAll("'", "''")}'`;
