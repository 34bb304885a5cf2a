import type { ColumnSpec } from '@etl/core';
import { shownValue } from '../contract/shown-value';
import type { TestRuns } from '../contract/test-runs';
import { extendedJson } from '../generated/extended-json';
import { plainNumber } from '../generated/plain-number';
import { groupBy } from '../oracle/group-by';
import { recordEncoding } from '../oracle/recorded-encoding';
import { type EncodedValue, encodedValues, examplesOf, readValue } from './encoded-values';
import { propertyValue } from './property-value';
import { familyOf, numbersOf, sameMeaning } from './same-meaning';

/** What is wrong with a codec, and the value that shows it. */
export interface OwnFinding {
  readonly json: string;
  readonly finding: string;
}

/** A value that was written, and of which nothing was said to be changed or left out. */
interface HeldValue extends EncodedValue {
  readonly text: string;
}

const isHeld = (one: EncodedValue): one is HeldValue =>
  one.text !== undefined &&
  (one.recorded.outcome === 'mapped' || one.recorded.outcome === 'coerced') &&
  one.recorded.notes.length === 0;

const quoted = (text: string): string => shownValue(JSON.stringify(text));

/** A text is mapped as it is, or as the JSON of itself in a type that holds JSON. */
function changedText({ json, value, text, recorded: { outcome } }: HeldValue): OwnFinding[] {
  if (outcome !== 'mapped' || typeof value !== 'string') return [];
  return text === value || text === JSON.stringify(value)
    ? []
    : [
        {
          json,
          finding: `says mapped of a text, and writes another one: ${quoted(text)}; another spelling is coerced, another value repaired`,
        },
      ];
}

function changedNumber({ json, value, text, recorded: { outcome } }: HeldValue): OwnFinding[] {
  const written = plainNumber(text);
  const numbers = numbersOf(value);
  if (written === undefined || numbers.length === 0 || numbers.includes(written)) return [];
  return [{ json, finding: `says ${String(outcome)} of a number, and writes another one: ${quoted(text)}` }];
}

/** Values of one kind that mean different things and are one text. */
function mergedValues(held: readonly HeldValue[]): OwnFinding[] {
  const byText = groupBy(held, ({ text, value }) => `${familyOf(value)} ${text}`);
  return [...byText.values()].flatMap(([first, ...others]): OwnFinding[] => {
    const other = others.find(({ value }) => !sameMeaning(first!.value, value));
    if (other === undefined) return [];
    const { json, text, recorded } = other;
    return [
      {
        json,
        finding: `says ${String(recorded.outcome)}, and writes ${quoted(text)}, as it does for ${shownValue(first!.json)}, and tells of nothing changed`,
      },
    ];
  });
}

/** What a text is decoded to: as a document would hold it; undefined where nobody but the codec knows. */
function decoded({ codec }: ColumnSpec, text: string): { json: string } | { error: string } | undefined {
  try {
    const value = propertyValue(codec.decode(text));
    return value && { json: extendedJson(value, 'relaxed') };
  } catch (error) {
    return { error: String(error) };
  }
}

function decodingFindings(column: ColumnSpec, held: readonly HeldValue[]): OwnFinding[] {
  const findings: OwnFinding[] = [];
  const texts = new Map<string, string>();
  for (const { json, text } of new Map(held.map((one) => [one.text, one])).values()) {
    const property = decoded(column, text);
    if (property === undefined) continue;
    if ('error' in property) {
      findings.push({ json, finding: `throws when it decodes ${quoted(text)}: ${property.error}` });
      continue;
    }
    const decodes = `decodes ${quoted(text)} to ${shownValue(property.json)}`;
    const other = texts.get(property.json);
    texts.set(property.json, text);
    if (other !== undefined) findings.push({ json, finding: `${decodes}, as it does ${quoted(other)}` });
    const again = encodedAgain(column, property.json);
    if (again !== undefined && again !== text)
      findings.push({ json, finding: `${decodes}, which it writes as ${quoted(again)}` });
  }
  return findings;
}

/** The text of a property; undefined where the codec does not take it: a property may be of a type that no document has. */
function encodedAgain(column: ColumnSpec, json: string): string | undefined {
  const value = readValue(column, json);
  if (value === null || json === UNDEFINED) return undefined;
  const { outcome, written } = recordEncoding(column, value);
  const [text] = written;
  return typeof outcome === 'string' && typeof text === 'string' ? text : undefined;
}

const UNDEFINED = extendedJson({ bson: 'undefined' }, 'relaxed');

/** Each example is another one, unless the type has few values, which then come in turn. */
function exampleFindings(column: ColumnSpec): OwnFinding[] {
  const examples = examplesOf(column);
  const texts = examples.map((json) =>
    JSON.stringify(recordEncoding(column, readValue(column, json)).written),
  );
  const again = texts.findIndex((text, n) => texts.indexOf(text) < n);
  const inTurn = again > 1 && texts.every((text, n) => text === texts[n % again]);
  if (again < 0 || inTurn) return [];
  const first = texts.indexOf(texts[again]!);
  return [
    {
      json: examples[again]!,
      finding: `has the same value as example(${first}) and example(${again}): another one is needed for each n, or all that the type has in turn`,
    },
  ];
}

/** The first of each kind: the others say the same. */
function first(findings: readonly OwnFinding[]): OwnFinding[] {
  const [one] = findings;
  if (one === undefined) return [];
  const more = findings.length === 1 ? '' : ` (and ${findings.length - 1} more values like it)`;
  return [{ json: one.json, finding: one.finding + more }];
}

/**
 * What holds of every codec, whatever its type: texts and numbers are written as what they are, two things are never
 * one text, and a text is decoded to one property, which is written as that text.
 */
export function ownCodecFindings(column: ColumnSpec, runs: Pick<TestRuns, 'seed' | 'encoded'>): OwnFinding[] {
  const held = encodedValues(column, runs).filter(isHeld);
  return [
    ...first(held.flatMap(changedText)),
    ...first(held.flatMap(changedNumber)),
    ...first(mergedValues(held)),
    ...first(decodingFindings(column, held)),
    ...exampleFindings(column),
  ];
}
