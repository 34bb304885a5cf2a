import { join } from 'node:path';
import type { ExportResult, ImportResult, VerifyResult } from '@etl/core';
import { startEmbeddedPostgres } from '@etl/postgres';
import type { CommandContext } from './command-context';
import { exportPipeline, plansOf, withImportPipeline, withTarget, withVerifyPipeline } from './composition';
import { DEFAULT_BATCH_SIZE, DEFAULT_OUTPUT } from './options/shared-options';
import { exportReport } from './reporting/export.report';
import { importReport, rejectedRows } from './reporting/import.report';
import { counted, duration } from './reporting/numbers';
import { verificationReport } from './reporting/verification.report';
import { writeSample } from './write-sample';

const PROPERTIES = 2_000;
const SEED = 1;

/** The whole way, on invented documents and a PostgreSQL that ends with the demo. */
export async function runDemo(context: CommandContext): Promise<number> {
  const startedAt = Date.now();
  const folder = join(
    DEFAULT_OUTPUT,
    `demo-${new Date(startedAt).toISOString().slice(0, 19).replaceAll(':', '-')}Z`,
  );
  const dump = join(folder, 'dump');
  context.keeps(`The embedded PostgreSQL is stopped. What was written so far is in ${folder}.`);

  step(context, 1, 'sample: a mongodump folder of invented documents');
  const { written } = await writeSample({ documents: PROPERTIES, seed: SEED, folder: dump }, context);
  const documents = written.reduce((sum, collection) => sum + collection.documents, 0);
  context.report([`${counted(documents, 'document')} in ${counted(written.length, 'collection')}: ${dump}`]);

  step(context, 2, 'schema apply: an embedded PostgreSQL and its tables');
  const results = await onEmbeddedPostgres(async (target) => {
    const { plans } = await plansOf(context, undefined);
    const created = await withTarget(context, { target }, (opened) => opened.applySchema(plans));
    context.report([`${counted(created.length, 'object')} created in ${target}`]);
    return migrate(context, { source: dump, target, output: folder });
  });
  context.report(closing(results, (Date.now() - startedAt) / 1000));
  return 0;
}

/** Stops the server however `use` ends. */
async function onEmbeddedPostgres<T>(use: (uri: string) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres();
  try {
    return await use(server.uri);
  } finally {
    await server.stop();
  }
}

interface DemoResults {
  readonly exported: ExportResult & { readonly folder: string };
  readonly imported: ImportResult;
  readonly verified: VerifyResult;
}

async function migrate(
  context: CommandContext,
  places: { readonly source: string; readonly target: string; readonly output: string },
): Promise<DemoResults> {
  const { signal } = context;
  const { output } = places;
  const batchSize = DEFAULT_BATCH_SIZE;

  step(context, 3, 'export: documents → JSONL files and a manifest');
  const exporting = await exportPipeline(context, places);
  const exported = await exporting.run({ output, batchSize, dryRun: false, signal });
  context.report(exportReport(exported));
  if (exported.folder === null) throw new Error('The export named no folder.');
  const input = exported.folder;

  step(context, 4, 'import: load, resolve, merge');
  const imported = await withImportPipeline(context, places, (pipeline) =>
    pipeline.run({ input, batchSize, onLoss: 'record', dryRun: false, signal, confirm: async () => true }),
  );
  context.report(importReport(imported));

  step(context, 5, 'verify: source against target');
  const verified = await withVerifyPipeline(context, places, (pipeline) =>
    pipeline.run({ input, output, batchSize, signal }),
  );
  context.report(verificationReport(verified));
  return { exported: { ...exported, folder: input }, imported, verified };
}

function step(context: CommandContext, n: number, title: string): void {
  const { bold } = context.terminal.colors;
  context.report(['', bold(`── ${n}/5 ${title}`)]);
}

function closing({ exported, imported, verified }: DemoResults, seconds: number): string[] {
  const rejected = rejectedRows(imported);
  return [
    '',
    `Done in ${duration(seconds)}. The embedded PostgreSQL is stopped, and its rows are gone; the files stay:`,
    `  export         ${exported.folder}`,
    `  import         ${imported.folder}  (ledger.json, losses.json, rejects/, import.log)`,
    `  verification   ${verified.folder}  (result.json, verify.log)`,
    ...(rejected === 0
      ? []
      : [
          '',
          `${counted(rejected, 'document or entry was', 'documents and entries were')} rejected, and that is the point: real data holds such`,
          'values, and each of them is kept whole, with its reason and what to do. Nothing was lost in silence.',
        ]),
    '',
    'Next, with databases of yours:',
    '  export MONGO_URI=mongodb://user:password@host:27017/database',
    '  export DATABASE_URL=postgresql://user:password@host:5432/database',
    '  npm run etl:export -- --dry-run',
    '  npm run etl:export',
    '  npm run etl:schema -- check           # or: apply, in an empty database',
    '  npm run etl:import -- --input latest --dry-run',
    '  npm run etl:import -- --input latest',
    '  npm run etl:verify -- --input latest',
  ];
}
