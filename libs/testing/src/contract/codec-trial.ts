import {
  type CollectionDefinition,
  type ColumnSpec,
  parseLine,
  parseLossless,
  planCollection,
  stringifyExtended,
  type TablePlan,
} from '@etl/core';
import fc from 'fast-check';
import { readsBack } from '../generated/reads-back';
import { type Specimen, specimensFor } from '../generated/specimen';
import { unwrapped } from '../generated/value-text';
import { leavesOf } from '../oracle/leaves';
import {
  arrayLiteral,
  CodecThrows,
  recordEncoding,
  type RecordedEncoding,
  type Written,
} from '../oracle/recorded-encoding';
import { ownCodecFindings } from '../own-codec/own-codec-laws';
import { requireExamples } from '../own-codec/own-codec-trial';
import { codecFinding, columnsByCodec } from './codec-columns';
import { shownValue } from './shown-value';
import { testRuns } from './test-runs';
import { requireNone } from './violation';

const isBroken = (text: string): boolean => !text.isWellFormed() || text.includes('\0');

/** What a literal may be made of. */
const LITERAL = /^(?:(?!["'\\])[\x20-\x7e])*$/;

function sinkFindings({ outcome, written, literals }: RecordedEncoding, { type }: ColumnSpec): string[] {
  if (typeof outcome !== 'string')
    return written.length === 0 ? [] : ['does not fit, and writes something all the same'];
  if (written.length !== 1) return [`writes ${written.length} values where it says ${outcome}`];
  const [value] = written;
  if (value === null || value === undefined) return [`writes null where it says ${outcome}`];
  if (type.kind !== 'other' && Array.isArray(value) !== (type.kind === 'text[]'))
    return [`writes ${Array.isArray(value) ? 'an array' : 'no array'} into a ${type.kind}`];
  const unsafe = literals.find((literal) => !LITERAL.test(literal));
  if (unsafe !== undefined) return [`writes as a literal, which is not escaped: ${shownValue(unsafe)}`];
  const texts = typeof value === 'string' ? [value] : value;
  return texts.some(isBroken)
    ? [`writes U+0000 or half a surrogate pair: ${shownValue(JSON.stringify(value))}`]
    : [];
}

/** What the codec told of is in the value, as it stands there. */
function noteFindings({ notes }: RecordedEncoding, value: unknown): string[] {
  return notes.flatMap(({ kind, path, original }) => {
    let part = value;
    for (const step of path) part = Object(part)[step] as unknown;
    const same = stringifyExtended(part) === stringifyExtended(original);
    return same
      ? []
      : [
          `calls ${shownValue(stringifyExtended(original))} ${kind}, which does not stand at /${path.join('/')}`,
        ];
  });
}

/** Every leaf of the value is in the column, or was told of. */
function leafFindings({ written, notes }: RecordedEncoding, value: unknown, { type }: ColumnSpec): string[] {
  // These may hold any number of parts.
  if (type.kind === 'jsonb' || type.kind === 'other') return [];
  if (Array.isArray(value) && value.length === 0) return [];
  const [held] = written;
  const inColumn = Array.isArray(held) ? held.length : 1;
  const told = notes.reduce((sum, { original }) => sum + leavesOf(original).length, 0);
  const lost = leavesOf(value).length - inColumn - told;
  return lost > 0 ? [`loses ${lost} of the parts of the value without a word`] : [];
}

function outcomeFindings(recorded: RecordedEncoding, { value, fit }: Specimen, column: ColumnSpec): string[] {
  const { outcome, notes, written } = recorded;
  const said = typeof outcome === 'string' ? outcome : `unfit (${outcome.unfit})`;
  if (fit !== undefined && said !== fit) return [`expected ${fit}, found ${said}`];
  if (typeof outcome !== 'string') return [];
  const repairs = notes.filter(({ kind }) => kind === 'repaired').length;
  if (outcome === 'repaired')
    return repairs > 0 ? [] : ['says repaired, and does not tell what was there before'];
  if (repairs > 0) return [`says ${outcome}, and tells of a repair`];
  const text = textOfWritten(written[0] ?? '');
  const inner = column.codec.scalar ? unwrapped(value) : value;
  return readsBack(column, outcome, inner, decodedOf(column, text))
    ? []
    : [`says ${outcome}, and reads back as ${shownValue(JSON.stringify(text))}`];
}

/** A codec decodes what PostgreSQL prints, which for jsonb is never an exponent: of that the JSON itself is read. */
const decodedOf = ({ codec, type }: ColumnSpec, text: string): unknown =>
  type.kind === 'jsonb' ? parseLossless(text, { fractions: 'exact' }).document : codec.decode(text);

const textOfWritten = (written: Written): string =>
  typeof written === 'string' ? written : arrayLiteral(written);

/** What is wrong with a codec, as one value shows it. */
function findingsOf(column: ColumnSpec, specimen: Specimen): string[] {
  const { value } = parseLine(`{"value":${specimen.json}}`).document as { value: unknown };
  const node = column.codec.scalar ? innermost(value) : value;
  // Nothing is the mapper's business.
  if (['null', 'undefined'].includes((column.codec.scalar ? unwrapped(specimen.value) : specimen.value).bson))
    return [];
  const before = stringifyExtended(node);
  try {
    const recorded = recordEncoding(column, node);
    const findings = [
      ...sinkFindings(recorded, column),
      ...(JSON.stringify(recordEncoding(column, node)) === JSON.stringify(recorded)
        ? []
        : ['gives another answer the second time']),
      ...(stringifyExtended(node) === before ? [] : ['changes the value that it is given']),
    ];
    if (findings.length > 0) return findings;
    return [
      ...outcomeFindings(recorded, specimen, column),
      ...(typeof recorded.outcome === 'string'
        ? [...noteFindings(recorded, node), ...leafFindings(recorded, node, column)]
        : []),
    ];
  } catch (error) {
    return [`throws ${String(error instanceof CodecThrows ? error.thrown : error)}`];
  }
}

function innermost(value: unknown): unknown {
  let inner = value;
  while (Array.isArray(inner) && inner.length === 1) inner = inner[0];
  return inner;
}

/** The smallest value that shows what is wrong with a codec; of one that is right so far, what no single value shows. */
function columnFindings(table: TablePlan, column: ColumnSpec): string[] {
  const { seed, encoded } = testRuns();
  const shown = (json: string, finding: string): string => codecFinding({ table, column }, json, finding);
  const { failed, counterexample } = fc.check(
    fc.property(specimensFor(column), (specimen) => findingsOf(column, specimen).length === 0),
    { seed, numRuns: encoded },
  );
  if (failed && counterexample !== null) {
    const [specimen] = counterexample;
    return findingsOf(column, specimen).map((finding) => shown(specimen.json, finding));
  }
  if (column.type.kind !== 'other') return [];
  return ownCodecFindings(column, { seed, encoded }).map(({ json, finding }) => shown(json, finding));
}

/**
 * Whatever a document holds, each codec answers, and answers the truth: what it calls mapped or coerced decodes to what
 * the document said, what it calls repaired it tells of, what it leaves out too, and values that values.md promises come
 * through. PostgreSQL has no part in this: see {@link generatedDocumentsArrive}.
 */
export function codecsTellTheTruth(definition: CollectionDefinition): void {
  const plan = planCollection(definition);
  requireExamples(plan);
  requireNone(
    `The codecs of ${definition.name} (${testRuns().again})`,
    columnsByCodec(plan.tables).flatMap(({ table, column }) => columnFindings(table, column)),
  );
}
