import { type CollectionPlan, ConfigError, type EnumDefinition } from '@etl/core';
import type { Session } from '../connection/session';
import { type EnumRow, enumsSql } from '../sql/catalog/enums';
import { type TableRow, tablesSql } from '../sql/catalog/tables';
import { addForeignKeySql } from '../sql/schema/add-foreign-key';
import { createEnumSql } from '../sql/schema/create-enum';
import { createIndexSql } from '../sql/schema/create-index';
import { createTableSql } from '../sql/schema/create-table';
import { checkApplyAccess } from './check-access';
import { requireSchema, requireUtf8, requireWritable } from './check-server';
import { requireTypes } from './check-types';
import { enumsOf, foreignKeysOf, tablesOf } from './plan-parts';

const DOING = 'creating the schema';

interface Step {
  readonly name: string;
  readonly sql: string;
}

/** What creates the tables of the plans, in an order in which everything referred to is there. */
export function schemaSteps(
  schema: string,
  plans: readonly CollectionPlan[],
  existingEnums: ReadonlySet<string> = new Set(),
): readonly Step[] {
  const tables = tablesOf(plans);
  return [
    ...enumsOf(tables)
      .filter(({ name }) => !existingEnums.has(name))
      .map((definition) => ({ name: definition.name, sql: createEnumSql(schema, definition) })),
    ...tables.map((table) => ({ name: table.name, sql: createTableSql(schema, table) })),
    ...tables.flatMap((table) =>
      table.indexes.map((index) => ({ name: index.name, sql: createIndexSql(schema, table.name, index) })),
    ),
    ...tables.flatMap((table) =>
      foreignKeysOf(table, tables).map((key) => ({ name: key.name, sql: addForeignKeySql(schema, key) })),
    ),
  ];
}

/**
 * Creates types, tables, indexes and keys in one transaction.
 * @throws ConfigError TARGET_ENCODING, TARGET_SCHEMA_MISSING, TARGET_READ_ONLY, TARGET_PERMISSION; TARGET_NOT_EMPTY where one
 *   of the tables is there; TARGET_TABLES_MISSING where a reference leads to a table that nobody creates;
 *   TARGET_SCHEMA_DIFFERS where an enum type is there with other labels; COLUMN_TYPE_INVALID.
 */
export async function applySchema(
  session: Session,
  plans: readonly CollectionPlan[],
): Promise<readonly string[]> {
  const { schema } = session.uri;
  await requireUtf8(session);
  await requireSchema(session);
  await requireWritable(session);
  return session.transaction(DOING, async () => {
    await checkApplyAccess(session);
    await checkTables(session, plans);
    await requireTypes(session, tablesOf(plans));
    const existing = await checkEnums(session, enumsOf(tablesOf(plans)));
    const steps = schemaSteps(schema, plans, existing);
    for (const { name, sql } of steps) await session.query(`creating ${name}`, sql);
    return steps.map(({ name }) => name);
  });
}

async function checkTables(session: Session, plans: readonly CollectionPlan[]): Promise<void> {
  const tables = tablesOf(plans);
  const { schema, redacted } = session.uri;
  const own = tables.map((table) => table.name);
  const referenced = tables.flatMap((table) => foreignKeysOf(table, tables));
  const { rows } = await session.query<TableRow>(DOING, tablesSql, [
    schema,
    [...own, ...referenced.map((key) => key.referencedTable)],
  ]);
  const there = new Set(rows.map((row) => row.name));
  const taken = own.filter((name) => there.has(name));
  if (taken.length > 0) {
    throw new ConfigError(
      'TARGET_NOT_EMPTY',
      `The target ${redacted} already has ${taken.join(', ')}; nothing was created.`,
    );
  }
  const lost = referenced.filter(
    (key) => !there.has(key.referencedTable) && !own.includes(key.referencedTable),
  );
  if (lost.length > 0) {
    const named = lost.map((key) => `${key.referencedTable} (${key.table}.${key.column})`);
    throw new ConfigError(
      'TARGET_TABLES_MISSING',
      `Tables that are referred to are neither in the target nor among the collections: ${[...new Set(named)].join(', ')}. ` +
        'Name their collections as well (--collections), or generate them (npm run new:collection); a column may also keep the id as @Text(). Nothing was created.',
    );
  }
}

/** Enum types that are there already, as an earlier `schema apply` of other collections leaves them, are used. */
async function checkEnums(session: Session, enums: readonly EnumDefinition[]): Promise<ReadonlySet<string>> {
  const { rows } = await session.query<EnumRow>(DOING, enumsSql, [
    session.uri.schema,
    enums.map(({ name }) => name),
  ]);
  for (const row of rows) {
    const wanted = enums.find(({ name }) => name === row.name)?.values ?? [];
    if (JSON.stringify(row.labels) !== JSON.stringify(wanted)) {
      throw new ConfigError(
        'TARGET_SCHEMA_DIFFERS',
        `The type ${row.name} is in the target with ${row.labels === null ? 'no labels' : row.labels.join(', ')}; expected are ${wanted.join(', ')}. Nothing was created.`,
      );
    }
  }
  return new Set(rows.map((row) => row.name));
}
