import type { TablePlan } from '@etl/core';
import { columnList } from '../identifier';
import { STAGE_REJECT, STAGE_RESIDUE, stageOf } from '../etl-names';

export const copySql = (table: string, columns: readonly string[]): string =>
  `COPY ${table} (${columnList(columns)}) FROM STDIN WITH (FORMAT text, ENCODING 'UTF8')`;

export function copyStageSql(table: TablePlan): string {
  const columns = table.columns.map((column) => column.name);
  return copySql(stageOf(table.name), [
    '_id',
    '_line',
    '_offset',
    '_length',
    '_entry',
    ...columns,
    ...['_defaulted', '_nulls', '_digest'],
  ]);
}

/** The collection stands before the columns of the port. */
export const copyResidueSql = copySql(STAGE_RESIDUE, ['collection', 'document_id', 'line', 'document']);

export const copyRejectSql = copySql(STAGE_REJECT, [
  ...['collection', 'table_name', 'document_id', 'line', 'offset', 'length', 'entry'],
  ...['code', 'field', 'value', 'detail'],
]);
