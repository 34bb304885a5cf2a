import { idOrderSql } from '../predicates';

/** The staged rows of a batch: $1 and $2 are the first and last id, in the order of `COLLATE "C"`. */
export const inRangeSql = (alias: string, key: string): string =>
  `${idOrderSql(alias, key)} BETWEEN $1 AND $2`;
