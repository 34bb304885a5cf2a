import { qualified } from '../identifier';

export function countRowsSql(schema: string, table: string): string {
  return `SELECT count(*) AS count FROM ${qualified(schema, table)}`;
}
