import { stageOf } from '../etl-names';
import { quoted } from '../identifier';

/** The first and the last id of a stage. */
export function stageEndsSql(table: string, key: string): string {
  const id = `s.${quoted(key)} COLLATE "C"`;
  return `SELECT min(${id}) AS "first", max(${id}) AS "last" FROM ${stageOf(table)} s`;
}
