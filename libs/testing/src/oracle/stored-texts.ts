import type { ColumnSpec } from '@etl/core';
import type { Client } from 'pg';
import { groupBy } from './group-by';
import { arrayLiteral, type Written } from './recorded-encoding';

/** A value that some column shall hold. */
export interface WrittenValue {
  readonly column: ColumnSpec;
  readonly written: Written | null;
  readonly isDefault: boolean;
}

/**
 * The type whose output is another text than its input. Of all others a column prints what its codec wrote; only how a
 * type of somebody's own prints a default, its codec does not say.
 */
function printedType({ column: { type }, isDefault }: WrittenValue): string | undefined {
  if (type.kind === 'other') return isDefault ? type.name : undefined;
  return type.kind === 'jsonb' || type.kind === 'text[]' ? type.kind : undefined;
}

/** The texts that PostgreSQL prints for values of its types, asked in one question a type. */
export async function printedTexts(sql: Client, values: readonly WrittenValue[]): Promise<(string | null)[]> {
  const texts = values.map(({ written }) =>
    written === null || typeof written === 'string' ? written : arrayLiteral(written),
  );
  const filled = values.flatMap((value, place) =>
    texts[place] === null ? [] : [{ type: printedType(value), place }],
  );
  for (const [type, ofType] of groupBy(filled, (one) => one.type)) {
    if (type === undefined) continue;
    const places = ofType.map(({ place }) => place);
    const { rows } = await sql.query<{ text: string }>(
      `SELECT x::${type}::text AS text FROM unnest($1::text[]) WITH ORDINALITY t(x, n) ORDER BY n`,
      [places.map((place) => texts[place])],
    );
    places.forEach((place, n) => (texts[place] = rows[n]?.text ?? null));
  }
  return texts;
}
