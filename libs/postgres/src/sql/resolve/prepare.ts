import { type ColumnSpec, onlyIdOf, type TablePlan } from '@etl/core';
import { STAGE_MERGED, STAGE_REJECT, stageOf } from '../etl-names';
import { quoted } from '../identifier';
import { literal } from '../literal';

/** Statements after the load and before the first rule; each can run twice. */
export const prepareRejectsSql: readonly string[] = [
  // A document that was rejected at load has no staged row; its row would have had its id.
  `UPDATE ${STAGE_REJECT} SET "row_id" = "document_id" WHERE "step" = 'load' AND "entry" IS NULL AND "row_id" IS NULL AND "document_id" IS NOT NULL`,
  `CREATE INDEX IF NOT EXISTS "stage#reject_row" ON ${STAGE_REJECT} ("table_name", "row_id")`,
  `CREATE INDEX IF NOT EXISTS "stage#reject_seq" ON ${STAGE_REJECT} ("seq")`,
  `CREATE INDEX IF NOT EXISTS "stage#merged_document" ON ${STAGE_MERGED} ("collection", "document_id")`,
  `ANALYZE ${STAGE_REJECT}`,
];

/** The same for a table whose documents all become one row; undefined for others. Goes before the statements above. */
export function prepareOnlyRowSql(table: TablePlan): string | undefined {
  const id = onlyIdOf(table);
  if (id === undefined) return undefined;
  return `UPDATE ${STAGE_REJECT} SET "row_id" = ${literal(id)} WHERE "step" = 'load' AND "table_name" = ${literal(table.name)} AND "entry" IS NULL AND "row_id" IS NULL AND "document_id" IS NOT NULL`;
}

/** The planner knows nothing of a table that was just filled, and autovacuum leaves it alone. */
export function analyzeStageSql(table: string): string {
  return `ANALYZE ${stageOf(table)}`;
}

/** Only for references in a circle: each pass then looks at the rows below the newest rejects, not at all rows. */
export function indexReferenceSql(table: string, column: ColumnSpec): string {
  return `CREATE INDEX ON ${stageOf(table)} (${quoted(column.name)})`;
}
