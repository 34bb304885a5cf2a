import type { TablePlan } from '@etl/core';
import { STAGE_REJECT, stageOf } from '../etl-names';
import { literal } from '../literal';

/** Of these tables, those that have staged rows. */
export function filledStagesSql(tables: readonly TablePlan[]): string {
  return tables
    .map(({ name }) => `SELECT ${literal(name)} AS name WHERE EXISTS (SELECT 1 FROM ${stageOf(name)})`)
    .join('\nUNION ALL ');
}

/** Of the collections, those of which anything was rejected. */
export const rejectedCollectionsSql = `SELECT DISTINCT "collection" AS name FROM ${STAGE_REJECT}`;

export interface NameRow {
  readonly name: string;
}
