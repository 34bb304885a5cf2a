import { onlyIdOf, type TablePlan } from '@etl/core';
import { primaryKeyOf } from '../../schema/plan-parts';
import { digestOf, STAGE_REJECT, stageOf } from '../etl-names';
import { quoted } from '../identifier';
import { literal } from '../literal';
import { digestBytesSql, packedSql } from './known-digests';

/** Ids of rows that this run has staged, or would have, had it not rejected their documents. */
function touchedIdsSql(table: TablePlan): string {
  const staged = `SELECT ${quoted(primaryKeyOf(table).name)} FROM ${stageOf(table.name)}`;
  if (table.fanOut !== undefined) return staged;
  const id = onlyIdOf(table);
  return `${staged}
    UNION ALL
    SELECT ${id === undefined ? '"document_id"' : literal(id)} FROM ${STAGE_REJECT}
     WHERE "table_name" = ${literal(table.name)} AND "entry" IS NULL AND "document_id" IS NOT NULL`;
}

/**
 * The digests of documents that this run may change rows of. A table that took the place of its stage was empty: whatever is known of
 * its rows is out of date.
 */
function touchedSql(tables: readonly TablePlan[], isDirect: (table: TablePlan) => boolean): string {
  return tables
    .map((table) =>
      isDirect(table)
        ? `SELECT d."digest" FROM ${digestOf(table.name)} d`
        : `SELECT d."digest" FROM ${digestOf(table.name)} d WHERE d."row_id" IN (
    ${touchedIdsSql(table)})`,
    )
    .join('\n  UNION\n  ');
}

/** Digests of documents of which this run has read other ones with rows of the same id, or a second time. */
export function copyTouchedSql(
  tables: readonly TablePlan[],
  isDirect: (table: TablePlan) => boolean,
): string {
  return packedSql(
    [digestBytesSql('x')],
    `  FROM (
  ${touchedSql(tables, isDirect)}) x`,
  );
}

/** They go with all rows of their documents: what is left of one would be taken for the whole. */
export function forgetTouchedSql(
  tables: readonly TablePlan[],
  isDirect: (table: TablePlan) => boolean,
): string {
  const removed = tables.map(
    ({ name }, n) => `, removed_${n} AS (
  DELETE FROM ${digestOf(name)} d USING touched x WHERE d."digest" = x."digest"
)`,
  );
  return `WITH touched AS MATERIALIZED (
  ${touchedSql(tables, isDirect)}
)${removed.join('')}
SELECT count(*) AS count FROM touched`;
}
