import type { CollectionPlan, SchemaDifference } from '@etl/core';
import type { Session } from '../connection/session';
import { compareColumns } from './compare-columns';
import { compareForeignKeys, compareIndexes, comparePrimaryKey } from './compare-keys';
import { foreignKeysOf, tablesOf } from './plan-parts';
import { readCatalog } from './read-catalog';

/** Compares the catalog with the plans, table by table; an empty answer means that they agree. */
export async function checkSchema(
  session: Session,
  plans: readonly CollectionPlan[],
): Promise<readonly SchemaDifference[]> {
  const tables = tablesOf(plans);
  const catalog = await readCatalog(
    session,
    tables.map((table) => table.name),
  );
  return tables.flatMap((table): readonly SchemaDifference[] => {
    const relation = catalog.tables.find((row) => row.name === table.name);
    if (relation === undefined) return [{ table: table.name, kind: 'missing', blocking: true }];
    if (relation.kind !== 'r' && relation.kind !== 'p') {
      return [
        {
          table: table.name,
          kind: 'differs',
          expected: 'a table',
          found: 'a view or foreign table',
          blocking: true,
        },
      ];
    }
    const own = <Row extends { readonly table: string }>(rows: readonly Row[]): readonly Row[] =>
      rows.filter((row) => row.table === table.name);
    return [
      ...compareColumns(table, own(catalog.columns)),
      ...comparePrimaryKey(table, own(catalog.indexes)),
      ...compareIndexes(table, own(catalog.indexes)),
      ...compareForeignKeys(foreignKeysOf(table, tables), own(catalog.foreignKeys)),
    ];
  });
}
