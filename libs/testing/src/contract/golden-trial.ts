import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type CollectionDefinition, type CollectionPlan, onlyIdOf, type TablePlan } from '@etl/core';
import { parentsOf, sampleLines } from '../trial/sample-lines';
import { type RejectLine, type Row, type Trial, withTrial } from '../trial/trial';
import { groupBy } from '../oracle/group-by';
import { imported } from './imported';
import { type Golden, type GoldenDocument, goldenFindings } from './golden-findings';
import { ContractViolation, requireNone } from './violation';

/** Set to 1 to write golden files instead of comparing with them; read the difference before it is committed. */
export const UPDATE_GOLDEN = 'UPDATE_GOLDEN';

/** The column that says of which document a row is, by the id of its row in the main table. */
function ownerColumn(table: TablePlan): string {
  const column = table.columns.find(
    ({ source }) => source.kind === 'document-id' || source.kind === 'constant',
  );
  if (column === undefined)
    throw new ContractViolation(`${table.name} has no column that says which document a row is of.`);
  return column.name;
}

async function rowsByDocument(trial: Trial): Promise<Map<string, Map<string, Row[]>>> {
  const byTable = new Map<string, Map<string, Row[]>>();
  for (const table of trial.plan.tables) {
    const owner = ownerColumn(table);
    byTable.set(
      table.name,
      groupBy(await trial.rows(table.name), (row) => row[owner] ?? ''),
    );
  }
  return byTable;
}

function rejectsByLine(rejects: readonly RejectLine[]): Map<number, string[]> {
  const byLine = new Map<number, string[]>();
  for (const { rejects: entries } of rejects) {
    for (const { code, table, entry, line, field } of entries) {
      const what = `${table}${entry === undefined ? '' : `[${entry}]`}: ${code}${field === null ? '' : ` ${field}`}`;
      byLine.set(line, [...(byLine.get(line) ?? []), what]);
    }
  }
  return byLine;
}

const idOf = (document: Record<string, unknown>): string => {
  const { _id } = document;
  return typeof _id === 'string' ? _id : String((_id as { $oid?: unknown }).$oid);
};

/** Imports the whole sample, and shows what became of the documents at some positions. */
async function goldenOf(
  trial: Trial,
  lines: readonly string[],
  positions: readonly number[],
): Promise<Golden> {
  await trial.write(lines);
  await trial.addParents(parentsOf(trial.plan, lines));
  const rejects = rejectsByLine(await trial.rejects(await imported(trial, lines)));
  const rows = await rowsByDocument(trial);
  const residue = await trial.residue();
  const documents = positions.map((n): GoldenDocument => {
    const line = lines[n];
    if (line === undefined)
      throw new ContractViolation(`The sample has ${lines.length} documents, none at ${n}.`);
    const document = JSON.parse(line) as Record<string, unknown>;
    const id = idOf(document);
    const rowId = onlyIdOf(trial.plan.tables[0]) ?? id;
    return {
      n,
      document,
      rows: Object.fromEntries([...rows].map(([table, byDocument]) => [table, byDocument.get(rowId) ?? []])),
      rejects: (rejects.get(n + 1) ?? []).sort(),
      residue: residue.get(id) ?? null,
    };
  });
  return [{ codecs: codecsOf(trial.plan) }, ...documents];
}

const codecsOf = ({ tables }: CollectionPlan): Readonly<Record<string, string>> =>
  Object.fromEntries(
    tables.flatMap((table) =>
      table.columns.flatMap(({ name, source, codec }) =>
        source.kind === 'field' ? [[`${table.name}.${name}`, codec.kind]] : [],
      ),
    ),
  );

/**
 * Documents of the sample become exactly the rows, rejects and residue of the golden file, by the codecs that it names.
 */
export async function sampleMatchesGolden(
  definition: CollectionDefinition,
  golden: { readonly file: string; readonly properties: number; readonly positions: readonly number[] },
): Promise<void> {
  const lines = sampleLines(definition, golden.properties);
  const found = await withTrial(definition, (trial) => goldenOf(trial, lines, golden.positions));
  if (process.env[UPDATE_GOLDEN] === '1') {
    await mkdir(dirname(golden.file), { recursive: true });
    await writeFile(golden.file, `${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  const file = basename(golden.file);
  const text = await readFile(golden.file, 'utf8').catch(() => null);
  if (text === null)
    throw new ContractViolation(
      `${golden.file} is not there: write it with ${UPDATE_GOLDEN}=1, and read it.`,
    );
  const expected = JSON.parse(text) as Golden;
  if (!Object.hasOwn(expected[0], 'codecs'))
    throw new ContractViolation(
      `${golden.file} does not say which codecs the columns have: write it anew with ${UPDATE_GOLDEN}=1, and read what changed.`,
    );
  requireNone(
    `What became of the sample of ${definition.name} (${file}; ${UPDATE_GOLDEN}=1 writes it anew)`,
    goldenFindings(expected, found),
  );
}
