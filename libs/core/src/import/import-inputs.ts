import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectionRegistry } from '../collection/collection-definition';
import { selectCollections } from '../collection/collection-selection';
import type { CollectionPlan } from '../collection/plan';
import { referencedFirst } from '../collection/reference-order';
import { ConfigError } from '../errors/etl-error';
import type { RunLog } from '../ports/run-log';
import type { Target } from '../ports/target';
import { missingPlugins } from '../run/missing-plugins';
import type { ImportOptions, ImportPreview } from '../run/results';
import { requireFittingSchema, tablesWithParents, warnOfMissingParents } from './import-checks';
import { isPlain, unpackInput } from './input-bytes';
import { describeDialect } from './input-dialect';
import { describeUnlisted, type InputFile, openInputFolder } from './input-folder';

/** The folder of the run that holds unpacked input while it runs. */
export const UNPACKED = 'input';

/** A collection of this import: its plan and its file. */
export interface ImportInput {
  readonly plan: CollectionPlan;
  readonly file: InputFile;
}

/** An import of which everything is checked and confirmed, and nothing begun. */
export interface PreparedImport {
  /** Where the input lies. */
  readonly folder: string;
  readonly inputs: readonly ImportInput[];
  readonly skipped: readonly string[];
  readonly unknown: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Finds the files and collections of an import, holds the target against the plans, and asks.
 * @throws ConfigError, SourceError where the import cannot begin
 */
export async function prepareImport(
  target: Target,
  registry: CollectionRegistry,
  options: ImportOptions,
): Promise<PreparedImport> {
  const folder = await openInputFolder(options.input);
  const available = new Map(folder.files.map((file) => [file.collection, file]));
  const { loaded, unknown } = await selectCollections(registry, options.collections ?? available.keys());
  const plans = referencedFirst(loaded.map(({ plan }) => plan));
  const inputs = plans.flatMap((plan) => {
    const file = available.get(plan.name);
    return file === undefined ? [] : [{ plan, file }];
  });
  if (inputs.length === 0) {
    throw new ConfigError('INPUT_EMPTY', `${options.input} holds no file of the collections asked for.`, {
      context: { input: options.input },
    });
  }
  const absent = plans
    .filter(({ name }) => !available.has(name))
    .map(({ name }) => `${name}: the input has no file of it.`);
  const imported = inputs.map(({ plan }) => plan);
  const { own, parents } = tablesWithParents(imported);
  requireFittingSchema(await target.checkSchema(imported));
  await target.checkAccess(imported);
  const where = await target.describe([...own, ...parents]);
  const unlisted = folder.unlisted.map(describeUnlisted);
  const warnings = [
    ...unlisted,
    ...absent,
    ...missingPlugins(unknown, folder.manifest),
    ...warnOfMissingParents(imported, where),
  ];
  const preview: ImportPreview = {
    target: { ...where, rows: new Map(own.map((table) => [table, where.rows.get(table) ?? null])) },
    collections: imported.map(({ name }) => name),
    dryRun: options.dryRun,
    warnings,
  };
  if (!(await options.confirm(preview)))
    throw new ConfigError('NOT_CONFIRMED', 'The import was not confirmed; nothing was written.');
  return {
    folder: folder.path,
    inputs,
    skipped: options.collections === undefined ? unknown : [],
    unknown: options.collections === undefined ? [] : unknown,
    warnings,
  };
}

/** Input that is gzipped, or no lines, as lines in the run's folder. */
export async function unpackInputs(
  inputs: readonly ImportInput[],
  folder: string,
  log: RunLog,
): Promise<ImportInput[]> {
  const unpacked: ImportInput[] = [];
  for (const input of inputs) {
    const { path, dialect, collection } = input.file;
    log.info('input', { collection, file: path, dialect: describeDialect(dialect) });
    if (isPlain(dialect)) {
      unpacked.push(input);
      continue;
    }
    const lines = join(folder, UNPACKED, `${collection}.jsonl`);
    await unpackInput(path, dialect, lines);
    unpacked.push({ ...input, file: { ...input.file, path: lines, bytes: (await stat(lines)).size } });
  }
  return unpacked;
}
