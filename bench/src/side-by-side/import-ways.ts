import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchData } from './bench-data';
import { changedInput } from './changed-input';
import { CLI } from './cli';
import type { LoadStep, RunSteps } from './load-steps';
import { measureNode, type Measured } from './measured-process';
import type { ScratchDatabases } from './scratch-databases';
import type { Way } from './way';

/** Called after a way's first run, with the database that it has filled. */
export type CheckTables = (way: string, data: BenchData, database: string) => Promise<void>;

/** Ways from an export, or from ready text, to the rows of the finished schema. */
export class ImportWays {
  private hasImported = false;
  private changed: Promise<string> | undefined;

  constructor(
    private readonly databases: ScratchDatabases,
    private readonly data: BenchData,
    private readonly runSteps: RunSteps,
    private readonly check: CheckTables,
  ) {}

  /** The reference: ready text into the tables with their indexes and foreign keys. */
  copyFinished(name: string): Way {
    const { finished } = this.data;
    return this.way(name, '`psql \\copy` of ready text into the finished schema', finished, (database) =>
      this.runSteps(database, this.data.schema.tables.map(this.copy)),
    );
  }

  /** Bare tables, then indexes and keys, as somebody does who knows PostgreSQL well. */
  copyTuned(name: string): Way {
    const { schema, bare } = this.data;
    return this.way(name, '`psql \\copy` into bare tables, then indexes and keys', bare, (database) =>
      this.runSteps(database, [
        MORE_MEMORY,
        ...schema.tables.map(this.copy),
        ...[...schema.indexes.values()].flat().map((sql) => ({ sql })),
        ...schema.foreignKeys.map((sql) => ({ sql })),
      ]),
    );
  }

  /** The same over two connections, each with half of the bytes; the foreign keys come over one. */
  copyTunedTwice(name: string): Way {
    const { schema, bare } = this.data;
    return this.way(name, 'the same over two connections', bare, async (database) => {
      const from = performance.now();
      const halves = await this.halves();
      await Promise.all(
        halves.map((tables) =>
          this.runSteps(database, [
            MORE_MEMORY,
            ...tables.flatMap((table) => [
              this.copy(table),
              ...schema.indexes.get(table)!.map((sql) => ({ sql })),
            ]),
          ]),
        ),
      );
      await this.runSteps(database, [MORE_MEMORY, ...schema.foreignKeys.map((sql) => ({ sql }))]);
      return { seconds: (performance.now() - from) / 1e3, cpuSeconds: null, peakMb: null };
    });
  }

  /** This tool, with everything that a default run writes. */
  etl(name: string, title: string, ...options: readonly string[]): Way {
    return this.way(name, title, this.data.finished, (database) => this.import(database, options));
  }

  /** This tool once more, on what it has imported. */
  etlAgain(name: string, title: string, ...options: readonly string[]): Way {
    return {
      ...{ name, title, documents: this.data.documents, bytes: this.data.inputBytes },
      run: async (round) => {
        const database = await this.imported();
        const measured = await this.import(database, options);
        if (round === 0) await this.check(name, this.data, database);
        return measured;
      },
    };
  }

  /** This tool once more, on an export in which 1 % of the documents have changed. */
  etlChanged(name: string): Way {
    const title = 'this tool again, 1 % changed, --incremental';
    const changed = { ...this.data, name: `${this.data.name}, 1 % changed,` };
    return {
      ...{ name, title, documents: this.data.documents, bytes: this.data.inputBytes },
      run: async (round) => {
        const input = await (this.changed ??= changedInput(this.data.input));
        const database = await this.imported();
        const measured = await this.import(database, ['--incremental'], input);
        if (round === 0) {
          await this.check(name, changed, database);
          await this.checkFull(changed, input);
        }
        // Out of the clock: the others find what they expect.
        await this.import(database, ['--incremental']);
        return measured;
      },
    };
  }

  /** A full import of the same documents comes to the same. */
  private async checkFull(data: BenchData, input: string): Promise<void> {
    const database = `bench_${this.data.name}_changed`;
    await this.databases.create(database, this.data.finished);
    await this.import(database, []);
    await this.import(database, [], input);
    await this.check('a full import', data, database);
    await this.databases.drop(database);
  }

  /** This tool's comparison of what it has imported with the export. */
  verify(name: string): Way {
    return {
      ...{
        name,
        title: 'this tool verifies',
        documents: this.data.documents,
        bytes: this.data.inputBytes,
      },
      run: async () => {
        const target = this.databases.uriOf(await this.imported());
        return this.cli(['verify', '--input', this.data.input, '--target', target, '--accept-rejects']);
      },
    };
  }

  /** TypeORM's upsert of some rows at a time, and with 1 a script that upserts row by row. */
  typeorm(name: string, title: string, rows: number): Way {
    const peer = fileURLToPath(new URL('./typeorm-upsert-peer.mjs', import.meta.url));
    return this.way(name, title, this.data.finished, (database) =>
      measureNode([peer, this.data.rows, String(rows), ...this.tablesWithSelfReferences()], {
        // TypeORM reads a timestamp without zone in the zone of the process.
        env: { DATABASE_URL: this.databases.uriOf(database), TZ: 'UTC' },
      }),
    );
  }

  private tablesWithSelfReferences(): string[] {
    const { tables, selfReferences } = this.data.schema;
    return tables.map((table) => [table, selfReferences.get(table) ?? []].flat().join(':'));
  }

  private way(
    name: string,
    title: string,
    template: string,
    fill: (database: string) => Promise<Measured>,
  ): Way {
    const database = `bench_${this.data.name}_run`;
    return {
      ...{ name, title, documents: this.data.documents, bytes: this.data.inputBytes },
      run: async (round) => {
        await this.databases.create(database, template);
        const measured = await fill(database);
        if (round === 0) await this.check(name, this.data, database);
        await this.databases.drop(database);
        return measured;
      },
    };
  }

  /** A database that this tool has imported into, made when it is first asked for. */
  private async imported(): Promise<string> {
    const database = `bench_${this.data.name}_again`;
    if (!this.hasImported) {
      await this.databases.create(database, this.data.finished);
      await this.import(database, []);
      this.hasImported = true;
    }
    return database;
  }

  private import(database: string, options: readonly string[], input = this.data.input): Promise<Measured> {
    const target = this.databases.uriOf(database);
    const args = ['import', '--input', input, '--target', target, '--yes', '--allow-rejects', ...options];
    return this.cli(args, input);
  }

  /** Runs a command on the export, and removes the files that it leaves beside it. */
  private async cli(args: readonly string[], input = this.data.input): Promise<Measured> {
    const measured = await measureNode([CLI, ...args]);
    for (const entry of await readdir(input))
      if (/^(import|verify)-/.test(entry)) await rm(join(input, entry), { recursive: true });
    return measured;
  }

  private readonly copy = (table: string): LoadStep => ({
    table,
    file: join(this.data.rows, `${table}.txt`),
  });

  private async halves(): Promise<readonly (readonly string[])[]> {
    const sized = await Promise.all(
      this.data.schema.tables.map(async (table) => ({
        table,
        bytes: (await stat(join(this.data.rows, `${table}.txt`))).size,
      })),
    );
    const halves = [
      { bytes: 0, tables: [] as string[] },
      { bytes: 0, tables: [] as string[] },
    ];
    for (const { table, bytes } of sized.sort((a, b) => b.bytes - a.bytes)) {
      const smaller = halves[0]!.bytes <= halves[1]!.bytes ? halves[0]! : halves[1]!;
      smaller.tables.push(table);
      smaller.bytes += bytes;
    }
    return halves.map(({ tables }) => tables);
  }
}

const MORE_MEMORY: LoadStep = { sql: "SET maintenance_work_mem = '256MB'" };
