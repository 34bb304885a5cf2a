/** $1 names of types → each as PostgreSQL prints it, without a size; null where there is no such type. */
export const typesSql = `SELECT asked.name, pg_catalog.format_type(pg_catalog.to_regtype(asked.name), NULL) AS printed
  FROM pg_catalog.unnest($1::text[]) AS asked(name)`;

export interface TypeRow {
  readonly name: string;
  readonly printed: string | null;
}
