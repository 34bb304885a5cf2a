import type { CollectionPlan, SchemaDifference } from '@etl/core';
import type { Session } from '../connection/session';
import { compareColumns } from './compare-columns';
import { compareForeignKeys, compareIndexes, comparePrimaryKey } from './compare-keys';
import { requireSchema, requireUtf8 } from './check-server';
import { requireTypes } from './check-types';
import { namePutAside, readMissingKeys } from './missing-keys';
import { foreignKeysOf, tablesOf } from './plan-parts';
import { readCatalog } from './read-catalog';

/**
 * Compares the catalog with the plans, table by table; an empty answer means that they agree.
 * @throws ConfigError TARGET_ENCODING, TARGET_SCHEMA_MISSING where there is nothing to compare with, COLUMN_TYPE_INVALID where
 *   nothing could ever agree
 */
export async function checkSchema(
  session: Session,
  plans: readonly CollectionPlan[],
): Promise<readonly SchemaDifference[]> {
  await requireUtf8(session);
  await requireSchema(session);
  const tables = tablesOf(plans);
  await requireTypes(session, tables);
  const catalog = await readCatalog(
    session,
    tables.map((table) => table.name),
  );
  const aside = await readMissingKeys(session);
  return tables.flatMap((table): readonly SchemaDifference[] => {
    const relation = catalog.tables.find((row) => row.name === table.name);
    if (relation === undefined) {
      const schemas = catalog.elsewhere.flatMap(({ name, schema }) => (name === table.name ? schema : []));
      const found = schemas.length === 0 ? {} : { found: `in the schema ${schemas.join(', ')}` };
      return [{ table: table.name, kind: 'missing', ...found, blocking: true }];
    }
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
      ...namePutAside(aside === null ? null : own(aside), [
        ...comparePrimaryKey(table, own(catalog.indexes)),
        ...compareIndexes(table, own(catalog.indexes)),
        ...compareForeignKeys(foreignKeysOf(table, tables), own(catalog.foreignKeys)),
      ]),
    ];
  });
}
