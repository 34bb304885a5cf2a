import { coercedText, type ColumnSpec, parseLine, stringifyExtended } from '@etl/core';
import fc from 'fast-check';
import type { TestRuns } from '../contract/test-runs';
import { anySpecimens } from '../generated/specimen';
import { HOSTILE_INPUTS } from '../hostile/hostile-inputs';
import { exampleOf } from '../hostile/plain-document';
import { arrayLiteral, recordEncoding, type RecordedEncoding } from '../oracle/recorded-encoding';
import { BOUNDARY_NUMBERS } from './boundary-numbers';
import { NEARLY_ALIKE } from './nearly-alike';

/** A value, and what a codec makes of it. */
export interface EncodedValue {
  readonly json: string;
  /** Without the arrays of one around it, where the codec is scalar. */
  readonly value: unknown;
  readonly recorded: RecordedEncoding;
  /** What was written; undefined where the value does not fit. */
  readonly text: string | undefined;
}

/** Examples of a codec that are looked at. */
const EXAMPLES = 100;
/** Examples that others are derived from. */
const TEMPLATES = 4;

export const examplesOf = ({ codec }: ColumnSpec): string[] =>
  Array.from({ length: EXAMPLES }, (_, n) => exampleOf(codec, n));

export function readValue(column: ColumnSpec, json: string): unknown {
  let value = (parseLine(`{"value":${json}}`).document as { value?: unknown }).value;
  while (column.codec.scalar && Array.isArray(value) && value.length === 1) value = value[0] as unknown;
  return value;
}

const ENDS = [...'0123456789abfzZ', '', '00', ' '];

/** The text of an example, and texts that differ from it at either end, or in case: a codec takes few others. */
function textsLike(text: string): string[] {
  const [front, back] = [text.slice(1), text.slice(0, -1)];
  return [
    ...[text, text.toUpperCase(), text.toLowerCase(), ` ${text} `],
    ...ENDS.flatMap((end) => [end + front, back + end, text + end]),
  ].map((like) => JSON.stringify(like));
}

function valuesLike(value: unknown): string[] {
  const text = coercedText(value);
  if (text !== undefined) return textsLike(text);
  if (Array.isArray(value))
    return [[...value].reverse(), value.slice(1), value.slice(0, -1), [...value, ...value.slice(0, 1)]].map(
      stringifyExtended,
    );
  const fields = Object.entries(Object(value) as object);
  return fields.map((_, n) => stringifyExtended(Object.fromEntries(fields.filter((_field, at) => at !== n))));
}

/** What a column is tried with: awkward values of every kind, its examples, and what is nearly one. */
function candidates(column: ColumnSpec, { seed, encoded }: Pick<TestRuns, 'seed' | 'encoded'>): string[] {
  const examples = examplesOf(column);
  const all = [
    ...Object.values(HOSTILE_INPUTS).filter((json) => json !== ''),
    ...BOUNDARY_NUMBERS,
    ...NEARLY_ALIKE,
    ...examples,
    ...examples.slice(0, TEMPLATES).flatMap((json) => valuesLike(readValue(column, json))),
    ...fc.sample(anySpecimens, { seed, numRuns: encoded }).map(({ json }) => json),
  ];
  return [...new Set(all)].sort((a, b) => a.length - b.length);
}

/** All that a codec makes of the candidates, the short ones first; a codec that throws is found elsewhere. */
export function encodedValues(column: ColumnSpec, runs: Pick<TestRuns, 'seed' | 'encoded'>): EncodedValue[] {
  return candidates(column, runs).flatMap((json): EncodedValue[] => {
    const value = readValue(column, json);
    if (value === null || value === undefined) return [];
    const recorded = recordEncoding(column, value);
    const [written] = typeof recorded.outcome === 'string' ? recorded.written : [];
    const text = typeof written === 'object' && written !== null ? arrayLiteral(written) : written;
    return [{ json, value, recorded, text: text ?? undefined }];
  });
}
