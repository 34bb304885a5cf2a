import { type CollectionDefinition, type ImportResult, openBalance, planCollection } from '@etl/core';
import { type HostileCase, hostileCases, type OwnExpectations } from '../hostile/hostile-cases';
import { plainParents, rootDocument } from '../hostile/plain-document';
import { requireExamples } from '../own-codec/own-codec-trial';
import { withRowsOfTheirOwn } from '../trial/rows-of-their-own';
import {
  type RejectEntry,
  type RejectLine,
  type Residue,
  type FoundRow,
  KEY,
  type Row,
  type Trial,
  withTrial,
} from '../trial/trial';
import { groupBy } from '../oracle/group-by';
import { imported } from './imported';
import { verifiedFindings } from './verified-findings';
import { requireNone } from './violation';

/** The root document stands in front of the cases. */
const FIRST_CASE_LINE = 2;

const nameOf = ({ table, column, input, json }: HostileCase): string =>
  `${table.name}.${column.name} ← ${input} ${json.length > 60 ? `${json.slice(0, 60)}…` : json}`;

/** Finds the row of a case: by its id, or in a fan-out by its parent's. */
function rowFinder(
  rows: ReadonlyMap<string, readonly FoundRow[]>,
): (hostile: HostileCase) => Row | undefined {
  const indexed = new Map(
    [...rows].map(([table, all]) => [table, new Map<string, Row>(all.map((row) => [row[KEY], row]))]),
  );
  const byParent = new Map<string, Map<string, Row>>();
  return ({ table, column, documentId, verdict }) => {
    if (column.primaryKey && 'text' in Object(verdict))
      return indexed.get(table.name)?.get((verdict as { text: string }).text);
    const parent = table.columns.find(
      ({ source, primaryKey }) => source.kind === 'document-id' && !primaryKey,
    )?.name;
    if (parent === undefined) return indexed.get(table.name)?.get(documentId);
    let children = byParent.get(table.name);
    if (children === undefined) {
      children = new Map((rows.get(table.name) ?? []).map((row) => [row[parent] ?? '', row]));
      byParent.set(table.name, children);
    }
    return children.get(documentId);
  };
}

function findingsOf(hostile: HostileCase, row: Row | undefined, rejects: readonly RejectEntry[]): string[] {
  const { verdict, table, column, field } = hostile;
  if (verdict === 'open') return [];
  const name = nameOf(hostile);
  const ofTable = rejects.filter((reject) => reject.table === table.name);
  const rejected = ofTable
    .map(({ code, field: at, value }) => `${code} ${at ?? ''} ${value ?? ''}`)
    .join('; ');
  if (verdict.outcome === 'rejected') {
    if (row !== undefined) return [`${name}: expected a reject, found ${String(row[column.name])}`];
    const fits = ofTable.some((reject) => verdict.codes.includes(reject.code) && reject.field === field);
    return fits
      ? []
      : [
          `${name}: expected ${verdict.codes.join(' or ')} at ${field}, found ${rejected || 'neither row nor reject'}`,
        ];
  }
  const expected = verdict.outcome === 'null' || verdict.outcome === 'nulled' ? null : verdict.text;
  if (row === undefined)
    return [`${name}: expected ${String(expected)}, found ${rejected || 'neither row nor reject'}`];
  const found = row[column.name];
  return found === expected ? [] : [`${name}: expected ${String(expected)}, found ${String(found)}`];
}

/** Every repair is counted: at its column, and not at columns that had none. */
function countFindings(cases: readonly HostileCase[], { losses }: ImportResult): string[] {
  const columns = groupBy(cases, ({ table, column }) => `${table.name}.${column.name}`);
  return [...columns].flatMap(([key, ofColumn]) => {
    const count = (outcome: string): number =>
      losses
        .filter((line) => `${line.table}.${line.column}` === key && line.outcome === outcome)
        .reduce((sum, line) => sum + line.count, 0);
    const settled = ofColumn.flatMap(({ verdict }) =>
      verdict === 'open' ? [] : [verdict.outcome as string],
    );
    const open = ofColumn.length - settled.length;
    const expected = (outcome: string): number => settled.filter((one) => one === outcome).length;
    const findings: string[] = [];
    if (count('defaulted') < expected('defaulted')) {
      findings.push(`${key}: ${count('defaulted')} defaulted are counted, expected ${expected('defaulted')}`);
    }
    // In jsonb, another spelling of the same value is not told apart; ids of rows that are gone are coerced, then nulled.
    const column = ofColumn[0]?.column;
    const countable = column?.codec.kind !== 'jsonb' && column?.reference === undefined;
    if (
      countable &&
      (count('coerced') < expected('coerced') || count('coerced') > expected('coerced') + open + 1)
    ) {
      findings.push(
        `${key}: ${count('coerced')} coerced are counted, expected ${expected('coerced')} (${open} open)`,
      );
    }
    const repaired = expected('repaired') + expected('nulled');
    if (count('repaired') < repaired) {
      findings.push(`${key}: ${count('repaired')} repaired are counted, expected at least ${repaired}`);
    }
    return findings;
  });
}

/** The original of every repair is kept. */
function residueFindings(cases: readonly HostileCase[], residue: ReadonlyMap<string, Residue>): string[] {
  return cases.flatMap((hostile) => {
    const { verdict, column, table, field, documentId } = hostile;
    if (verdict === 'open' || column.primaryKey) return [];
    if (verdict.outcome !== 'repaired' && verdict.outcome !== 'nulled') return [];
    const pointer = table.fanOut === undefined ? `/${field}` : `/${table.fanOut.from}/0/${field}`;
    const kept = Object.keys(residue.get(documentId) ?? {});
    return kept.some((path) => path === pointer || path.startsWith(`${pointer}/`))
      ? []
      : [
          `${nameOf(hostile)}: the original is not kept in the residue, which has ${kept.join(', ') || 'nothing'}`,
        ];
  });
}

function verbatimFindings(lines: readonly string[], rejects: readonly RejectLine[]): string[] {
  return rejects.flatMap(({ text, rejects: entries }) => {
    const line = entries[0]?.line ?? 0;
    return text.includes(lines[line - 1] ?? '\n') ? [] : [`line ${line} is not in the reject file as it was`];
  });
}

async function importCases(
  trial: Trial,
  cases: readonly HostileCase[],
): Promise<{ lines: string[]; result: ImportResult }> {
  const lines = [rootDocument(trial.plan), ...cases.map(({ document }) => document)];
  await trial.addParents(plainParents(trial.plan));
  await trial.write(lines);
  return { lines, result: await imported(trial, lines) };
}

/**
 * Every hostile value comes through, is repaired or rejected as values.md says; the ledger closes; a second import
 * changes nothing; verification, which computes the same on its own, explains all of it.
 */
export async function hostileValuesAreSettled(
  collection: CollectionDefinition,
  own: OwnExpectations = {},
): Promise<void> {
  const definition = withRowsOfTheirOwn(collection);
  const plan = planCollection(definition);
  requireExamples(plan);
  const cases = hostileCases(plan, own);
  // Apart, for otherwise hostile ids would be rows that hostile references find.
  await casesAreSettled(
    definition,
    cases.filter(({ column }) => !column.primaryKey),
  );
  await casesAreSettled(
    definition,
    cases.filter(({ column }) => column.primaryKey),
  );
}

async function casesAreSettled(
  definition: CollectionDefinition,
  cases: readonly HostileCase[],
): Promise<void> {
  await withTrial(definition, async (trial) => {
    const { lines, result } = await importCases(trial, cases);
    const rejects = await trial.rejects(result);
    const byLine = new Map(rejects.map(({ rejects: entries }) => [entries[0]?.line ?? 0, entries]));
    const rows = new Map<string, readonly FoundRow[]>();
    for (const { name } of trial.plan.tables) rows.set(name, await trial.rows(name));
    const find = rowFinder(rows);
    requireNone(`Hostile values in ${trial.plan.name}`, [
      ...cases.flatMap((hostile, i) =>
        findingsOf(hostile, find(hostile), byLine.get(i + FIRST_CASE_LINE) ?? []),
      ),
      ...countFindings(cases, result),
      ...residueFindings(cases, await trial.residue()),
      ...verbatimFindings(lines, rejects),
      ...result.ledger
        .filter((row) => openBalance(row) !== 0)
        .map((row) => `the ledger of ${row.table} does not close`),
    ]);
    const again = await trial.import();
    const verified = await trial.verify();
    requireNone(`Hostile values in ${trial.plan.name}, imported again and verified`, [
      ...again.ledger
        .filter(({ inserted, updated }) => inserted + updated > 0)
        .map(
          ({ table, inserted, updated }) =>
            `${table}: ${inserted} inserted and ${updated} updated by a second import`,
        ),
      ...verifiedFindings(verified),
    ]);
  });
}
