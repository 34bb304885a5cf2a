import { qualified } from '../identifier';
import { isStaleSql, type StaleSides } from './stale';

export function countStaleSql(schema: string, sides: StaleSides): string {
  return `SELECT count(*) AS count FROM ${qualified(schema, sides.table.name)} t WHERE ${isStaleSql(sides)}`;
}
