import type { Client } from 'pg';
import type { ColumnSpec } from '@etl/core';
import { shownDifference, shownValue } from '../contract/shown-value';
import type { TestRuns } from '../contract/test-runs';
import { groupBy } from '../oracle/group-by';
import { encodedValues } from './encoded-values';
import type { OwnFinding } from './own-codec-laws';

/** What PostgreSQL says to a text of the type: what it prints for it, or why it does not take it. */
type Printed = { readonly text: string } | { readonly refusal: string };

async function printed(sql: Client, type: string, texts: readonly string[]): Promise<Printed[]> {
  try {
    const { rows } = await sql.query<{ text: string }>(
      `SELECT x::${type}::text AS text FROM unnest($1::text[]) WITH ORDINALITY t(x, n) ORDER BY n`,
      [texts],
    );
    return rows;
  } catch (error) {
    if (texts.length === 1) return [{ refusal: (error as Error).message }];
    const half = Math.ceil(texts.length / 2);
    return [
      ...(await printed(sql, type, texts.slice(0, half))),
      ...(await printed(sql, type, texts.slice(half))),
    ];
  }
}

/**
 * Has PostgreSQL read each text that the codec of a type of somebody's own writes: it has to be taken, and printed as it
 * is. One of each is enough.
 */
export async function printedFindings(
  sql: Client,
  column: ColumnSpec,
  type: string,
  runs: Pick<TestRuns, 'seed' | 'encoded'>,
): Promise<OwnFinding[]> {
  const byText = groupBy(
    // Arrays are compared where they are stored: their quotes differ.
    encodedValues(column, runs).filter(
      ({ text, recorded }) => text !== undefined && typeof recorded.written[0] === 'string',
    ),
    ({ text }) => text!,
  );
  const texts = [...byText.keys()];
  const answers = await printed(sql, type, texts);
  const findings = texts.map((text, n): OwnFinding & { readonly kind: string } => {
    const answer = answers[n]!;
    const { json } = byText.get(text)![0]!;
    if ('refusal' in answer) {
      const finding = `writes ${shownValue(JSON.stringify(text))}, which PostgreSQL does not take for ${type}: ${answer.refusal}`;
      return { json, kind: 'refused', finding };
    }
    const finding = `writes another text than PostgreSQL prints for ${type}: ${shownDifference(answer.text, text)}`;
    return { json, kind: answer.text === text ? 'same' : 'printed', finding };
  });
  const wrong = findings.filter(({ kind }) => kind !== 'same');
  return [...groupBy(wrong, ({ kind }) => kind).values()].map(([first]) => first!);
}
