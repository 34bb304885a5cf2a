import { stageOf } from '../etl-names';
import { quoted } from '../identifier';
import { idOrderSql } from '../predicates';

/** The one index of the stage: batches go through it in the order of ids. */
export function indexStageSql(table: string, key: string): string {
  return `CREATE INDEX ON ${stageOf(table)} (${quoted(key)} COLLATE "C")`;
}

/** $1 the last id so far ('' at first: no id is empty), $2 how many. */
export function batchIdsSql(table: string, key: string): string {
  return `SELECT s.${quoted(key)} AS "id"
  FROM ${stageOf(table)} s
 WHERE ${idOrderSql('s', key)} > $1
 ORDER BY ${idOrderSql('s', key)}
 LIMIT $2`;
}
