import { type CollectionDefinition, planCollection } from '@etl/core';
import fc from 'fast-check';
import { BothWays } from '../trial/both-ways';
import { generatedLines } from './generated-lines';
import { documentLine, shownDifference } from './shown-value';
import { type TestRuns, testRuns } from './test-runs';
import { requireNone } from './violation';

/** Mapping alone costs little: so many damaged lines for each value that PostgreSQL gets to see. */
const DAMAGED_FOR_EACH_RUN = 100;

/** What turns one JSON into another, or into none. */
const FRAGMENTS = [
  '"',
  '\\',
  '\\u0041',
  '\\n',
  ',',
  ':',
  '{',
  '}',
  '[',
  ']',
  ' ',
  '-',
  '0',
  '.5',
  'e3',
  'null',
  'é',
];

type Fields = [string, string][];

const objectOf = (fields: Fields): string => `{${fields.map(([key, text]) => `${key}:${text}`).join(',')}}`;

/** The fields of a line as JSON; none where it holds no document. */
function fieldsOf(line: string): Fields {
  try {
    const document = JSON.parse(line) as unknown;
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return [];
    return Object.entries(document).map(([key, value]) => [JSON.stringify(key), JSON.stringify(value)]);
  } catch {
    return [];
  }
}

/** A line with a few fields of another one, under its own keys or theirs, some of them twice then. */
function crossed(line: string, other: string, places: readonly (readonly [number, number])[]): string {
  const fields = fieldsOf(line);
  const others = fieldsOf(other);
  if (fields.length === 0 || others.length === 0) return line;
  for (const [to, from] of places) {
    const [key, text] = others[from % others.length]!;
    if (from % 2 === 0) fields[to % fields.length]![1] = text;
    else fields.splice(to % fields.length, 0, [key, text]);
  }
  return objectOf(fields);
}

/** Lines of a collection as they are, with fields of each other, and with a piece put where it does not belong. */
function damagedLines(lines: readonly string[]): fc.Arbitrary<string> {
  const line = fc.constantFrom(...lines);
  const places = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 });
  const mixed = fc.tuple(line, line, places).map(([one, other, at]) => crossed(one, other, at));
  const broken = fc
    .tuple(mixed, fc.nat(), fc.nat(2), fc.constantFrom(...FRAGMENTS))
    .map(([text, place, less, piece]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at + less);
    });
  return fc.oneof({ weight: 3, arbitrary: mixed }, { weight: 1, arbitrary: broken });
}

/** The smallest of the damaged lines of which another thing comes without parsing it. */
function smallestApart(ways: BothWays, lines: readonly string[], { seed, runs }: TestRuns): string | null {
  const alike = (line: string): boolean => {
    const scanned = ways.scanned(line);
    return scanned === null || scanned === ways.parsed(line);
  };
  const { counterexample } = fc.check(fc.property(damagedLines(lines), alike), {
    seed,
    numRuns: runs * DAMAGED_FOR_EACH_RUN,
  });
  return counterexample === null ? null : counterexample[0];
}

/**
 * Most lines are mapped by a scan of their bytes, without parsing them. Of generated lines, and of what damage makes of
 * them, nothing comes but the rows, rejects, originals and counts of the same line parsed.
 */
export function linesAreMappedAlikeBothWays(definition: CollectionDefinition): void {
  const plan = planCollection(definition);
  const runs = testRuns();
  const lines = generatedLines(plan, runs).map(({ json }) => json);
  const ways = new BothWays(plan);
  const isScanned = lines.some((line) => ways.scanned(line) !== null);
  const findings = isScanned ? [] : ['not one of the generated lines is mapped without parsing it'];
  const apart = smallestApart(ways, lines, runs);
  if (apart !== null) {
    const difference = shownDifference(ways.parsed(apart), ways.scanned(apart));
    findings.push(`parsed and scanned: ${difference}${documentLine(apart)}`);
  }
  requireNone(`Lines of ${plan.name}, both ways (${runs.again})`, findings);
}
