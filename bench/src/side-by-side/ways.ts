import type { BenchData } from './bench-data';
import { dltWay } from './dlt';
import type { ExportWays } from './export-ways';
import type { ImportWays } from './import-ways';
import type { ScratchDatabases } from './scratch-databases';
import type { Way } from './way';

/** What ways are made of. */
export interface Materials {
  readonly databases: ScratchDatabases;
  readonly imports: ImportWays;
  /** A fifth of the data, for the slow ways. */
  readonly small: ImportWays;
  readonly fifth: BenchData;
  readonly exports: ExportWays;
  readonly say: (line: string) => void;
}

/** Null where the way cannot be had; why is said then. */
type Maker = (materials: Materials, name: string) => Way | Promise<Way | null>;

/** All ways by their names, in the order in which they run. */
const MAKERS: Readonly<Record<string, Maker>> = {
  'copy-finished': ({ imports }, name) => imports.copyFinished(name),
  'copy-tuned': ({ imports }, name) => imports.copyTuned(name),
  'copy-tuned-2': ({ imports }, name) => imports.copyTunedTwice(name),
  etl: ({ imports }, name) => imports.etl(name, 'this tool'),
  'etl-500': ({ imports }, name) => imports.etl(name, 'this tool, --batch-size 500', '--batch-size', '500'),
  'etl-again': ({ imports }, name) => imports.etlAgain(name, 'this tool again, nothing changed'),
  'etl-incremental': ({ imports }, name) =>
    imports.etlAgain(name, 'this tool again, nothing changed, --incremental', '--incremental'),
  'etl-changed': ({ imports }, name) => imports.etlChanged(name),
  verify: ({ imports }, name) => imports.verify(name),
  ejson: ({ exports }, name) => exports.ejson(name),
  export: ({ exports }, name) => exports.etl(name, 'export: this tool, one thread', '--workers', '1'),
  'export-workers': ({ exports }, name) =>
    exports.etl(name, 'export: this tool, two workers', '--workers', '2'),
  'typeorm-500': ({ imports }, name) => imports.typeorm(name, 'TypeORM upsert of 500 rows', 500),
  'typeorm-1': ({ small }, name) => small.typeorm(name, 'one TypeORM upsert a row', 1),
  'etl-small': ({ small }, name) => small.etl(name, 'this tool, a fifth of the data'),
  dlt: ({ databases, fifth, say }, name) => dltWay(name, databases, fifth, say),
};

export const WAY_NAMES: readonly string[] = Object.keys(MAKERS);

/** Makes the wanted ways that can be had; null: all of them. */
export async function makeWays(materials: Materials, wanted: readonly string[] | null): Promise<Way[]> {
  const ways: Way[] = [];
  for (const [name, make] of Object.entries(MAKERS)) {
    const way = wanted === null || wanted.includes(name) ? await make(materials, name) : null;
    if (way !== null) ways.push(way);
  }
  return ways;
}
