import { type KnownRows, type TablePlan, watchedReferences } from '@etl/core';
import { primaryKeyOf } from '../../schema/plan-parts';
import { digestOf } from '../etl-names';
import { qualified, quoted } from '../identifier';

/**
 * Whether row `t` of the target is the one of digest `d`: there, and with no reference less; or, where it has to be untouched, in the
 * very version in which an import has left it. Whoever changes a row leaves another one, of another transaction.
 */
function isThereSql(table: TablePlan, rows: KnownRows): string {
  const there = `t.${quoted(primaryKeyOf(table).name)} = d."row_id"`;
  if (rows === 'untouched') return `${there} AND t.xmin = d."version" AND d.xmin = d."kept_by"`;
  const nulls = watchedReferences(table).map(
    ({ name }, bit) => `CASE WHEN t.${quoted(name)} IS NULL THEN ${2 ** bit} ELSE 0 END`,
  );
  return nulls.length === 0 ? there : `${there} AND d."nulls" = ${nulls.join(' + ')}`;
}

/**
 * Packs what `values` makes of each row into few: each row of a COPY is a message of its own, which takes longer than what is in
 * it. Digests begin with random bits.
 */
export function packedSql(values: readonly string[], from: string): string {
  return `COPY (
SELECT pg_catalog.string_agg(${values.join(' || ')}, ''::bytea)
${from}
 GROUP BY pg_catalog.get_byte(${values[0] ?? ''}, 0)
) TO STDOUT WITH (FORMAT binary)`;
}

/** As {@link packedSql} takes it. */
export const digestBytesSql = (alias: string): string => `pg_catalog.uuid_send(${alias}."digest")`;

/** The digests of one collection whose rows are all there, or untouched, each with the number of its entries per fan-out. */
export function copyKnownSql(
  schema: string,
  [main, ...fanOuts]: readonly [TablePlan, ...TablePlan[]],
  rows: KnownRows,
): string {
  const joins = fanOuts.map(
    (table, n) => `  LEFT JOIN (
    SELECT d."digest", count(*)::integer AS "entries", count(t.${quoted(primaryKeyOf(table).name)}) = count(*) AS "whole"
      FROM ${digestOf(table.name)} d LEFT JOIN ${qualified(schema, table.name)} t ON ${isThereSql(table, rows)}
     GROUP BY d."digest") f${n} ON f${n}."digest" = d."digest"`,
  );
  const entries = fanOuts.map((_, n) => `pg_catalog.int4send(COALESCE(f${n}."entries", 0))`);
  const whole = fanOuts.map((_, n) => `COALESCE(f${n}."whole", true)`);
  return packedSql(
    [digestBytesSql('d'), ...entries],
    `  FROM ${digestOf(main.name)} d
  JOIN ${qualified(schema, main.name)} t ON ${isThereSql(main, rows)}
${joins.join('\n')}${whole.length === 0 ? '' : `\n WHERE ${whole.join(' AND ')}`}`,
  );
}
