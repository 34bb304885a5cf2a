import { type CollectionDefinition, planCollection } from '@etl/core';
import fc from 'fast-check';
import { groupBy } from '../oracle/group-by';
import { ownTextsAreTaken, requireExamples } from '../own-codec/own-codec-trial';
import { withRowsOfTheirOwn } from '../trial/rows-of-their-own';
import { withTrial } from '../trial/trial';
import { arrivalFindings, type Finding } from './arrival';
import { generatedLines, rootLines } from './generated-lines';
import { documentLine } from './shown-value';
import { type GeneratedLine, subjectLine, valuesFor } from './subject-lines';
import { testRuns } from './test-runs';
import { requireNone } from './violation';

/** The search for the smallest value that fails may take so long, in milliseconds: each try is an import of its own. */
const SEARCH_TIME = 5_000;

const shown = ({ line, text }: Finding): string =>
  line === undefined ? text : text + documentLine(line.json);

/** The first finding about each thing, and how many there are. */
const oneOfEach = (findings: readonly Finding[]): string[] =>
  [...groupBy(findings, ({ about }) => about).values()].map(([first, ...others]) =>
    others.length === 0 ? shown(first!) : `${shown(first!)}\n      and ${others.length} more like it`,
  );

/** One import of the lines; what it throws is a finding too. */
async function findingsOf(
  definition: CollectionDefinition,
  lines: readonly GeneratedLine[],
): Promise<Finding[]> {
  return withTrial(definition, (trial) =>
    arrivalFindings(trial, lines).catch((error: unknown): Finding[] => [
      {
        about: 'failure',
        text: `the import or its verification fails: ${error instanceof Error ? error.message : String(error)}`,
        aborted: true,
      },
    ]),
  );
}

/** The line that no import survives, found by halving. */
async function culpritOf(
  definition: CollectionDefinition,
  lines: readonly GeneratedLine[],
): Promise<Finding | undefined> {
  const finding = (await findingsOf(definition, lines)).find(({ aborted }) => aborted);
  if (finding === undefined || lines.length === 1) return finding && { ...finding, line: lines[0] };
  const half = Math.ceil(lines.length / 2);
  return (await culpritOf(definition, lines.slice(0, half))) ?? culpritOf(definition, lines.slice(half));
}

/** The same with the smallest value of the same column that fails in a file of its own. */
async function smallest(definition: CollectionDefinition, { line }: Finding): Promise<Finding | undefined> {
  const { subject } = line ?? {};
  if (subject === undefined) return undefined;
  const plan = planCollection(definition);
  const deadline = Date.now() + SEARCH_TIME;
  let found: Finding | undefined;
  const tried = fc.asyncProperty(valuesFor(plan, subject.column), async (specimen) => {
    // What is left of the search passes; fast-check's own limit would leave an import running.
    if (Date.now() > deadline) return true;
    const one = subjectLine(plan, { ...subject, specimen }, 1);
    const findings = await findingsOf(definition, [...rootLines(plan), one]);
    const finding = findings.find(({ line: of, aborted }) => of === one || aborted);
    if (finding !== undefined) found = { ...finding, line: one };
    return finding === undefined;
  });
  await fc.check(tried, { seed: testRuns().seed, path: String(subject.place), numRuns: 1 });
  return found;
}

/**
 * Documents are generated from the codecs of a collection and imported. Each of them is a row, a reject or merged, in
 * every column as its codec said, and nothing that it held is lost; what is mapped or coerced is read back from
 * PostgreSQL as it went in; and the two back-ends of verification agree on every aggregate of them.
 */
export async function generatedDocumentsArrive(collection: CollectionDefinition): Promise<void> {
  const definition = withRowsOfTheirOwn(collection);
  const plan = planCollection(definition);
  requireExamples(plan);
  await ownTextsAreTaken(definition);
  const runs = testRuns();
  const lines = generatedLines(plan, runs);
  const findings = await findingsOf(definition, lines);
  const culprit = findings.some(({ aborted }) => aborted)
    ? await culpritOf(definition, lines)
    : findings.find(
        ({ line, column }) =>
          line?.subject !== undefined && (column ?? line.subject.column.name) === line.subject.column.name,
      );
  const minimal = culprit && ((await smallest(definition, culprit)) ?? culprit);
  requireNone(`Generated documents of ${plan.name} (${runs.again})`, [
    ...(minimal === undefined ? [] : [`the smallest: ${shown(minimal)}`]),
    ...oneOfEach(findings),
  ]);
}
