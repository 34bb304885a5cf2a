import type { ColumnSpec, TablePlan } from '@etl/core';
import { STAGE_NULLED, stageOf } from '../etl-names';
import { quoted } from '../identifier';
import { literal } from '../literal';
import { insertRejectsSql, returningSql } from '../resolve/reject-columns';

/** $1 id, $2 the server's message: the row leaves the stage as a reject. */
export function refuseRowSql(table: TablePlan, key: ColumnSpec): string {
  return `WITH removed AS (
  DELETE FROM ${stageOf(table.name)} s WHERE s.${quoted(key.name)} COLLATE "C" = $1
  ${returningSql(key.name)}
)
${insertRejectsSql(table, { step: 'merge', code: 'TARGET_REFUSED', detail: '$2::text' })}`;
}

/** $1 id: the second pass was refused; the row is there, its references stay as they are and are written down. */
export function refuseReferencesSql(
  table: TablePlan,
  key: ColumnSpec,
  deferred: readonly ColumnSpec[],
): string {
  const stage = stageOf(table.name);
  const one = `s.${quoted(key.name)} COLLATE "C" = $1`;
  const filled = deferred.map(({ name }) => `(${literal(name)}, s.${quoted(name)} IS NOT NULL)`).join(', ');
  return `WITH nulled AS (
  UPDATE ${stage} s SET ${deferred.map(({ name }) => `${quoted(name)} = NULL`).join(', ')} WHERE ${one}
)
INSERT INTO ${STAGE_NULLED} ("collection", "table_name", "column_name", "document_id", "line", "offset", "length", "entry")
SELECT ${literal(table.collection)}, ${literal(table.name)}, c.name, s."_id", s."_line", s."_offset", s."_length", s."_entry"
  FROM ${stage} s CROSS JOIN LATERAL (VALUES ${filled}) c (name, filled)
 WHERE ${one} AND c.filled`;
}
