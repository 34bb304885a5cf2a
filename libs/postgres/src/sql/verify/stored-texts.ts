import { qualified, quoted } from '../identifier';

/** $1 ids → the texts of some columns of their rows. */
export function storedTextsSql(
  schema: string,
  table: string,
  key: string,
  columns: readonly string[],
): string {
  const texts = columns.map((column) => `t.${quoted(column)}::text`).join(', ');
  return `SELECT t.${quoted(key)} AS "id", ARRAY[${texts}]::text[] AS "texts"
  FROM ${qualified(schema, table)} t WHERE t.${quoted(key)} = ANY ($1::text[])`;
}

export interface StoredTextsRow {
  readonly id: string;
  readonly texts: readonly (string | null)[];
}
