import { type CollectionPlan, ConfigError } from '@etl/core';
import type { Session } from '../connection/session';
import {
  missingSchemaRightsSql,
  missingTableRightsSql,
  type RightRow,
  schemaSql,
} from '../sql/catalog/privileges';
import { type TableRow, tablesSql } from '../sql/catalog/tables';
import { ETL_SCHEMA } from '../sql/etl-names';
import { foreignKeysOf, tablesOf } from './plan-parts';

const DOING = 'checking the rights';

/**
 * Everything that an import will touch is there and may be written.
 * @throws ConfigError TARGET_TABLES_MISSING, TARGET_PERMISSION
 */
export async function checkImportAccess(session: Session, plans: readonly CollectionPlan[]): Promise<void> {
  const { schema } = session.uri;
  const tables = tablesOf(plans);
  const own = tables.map((table) => table.name);
  const referred = [
    ...new Set(tables.flatMap((table) => foreignKeysOf(table, tables).map((key) => key.referencedTable))),
  ].filter((name) => !own.includes(name));
  await requireSchemaRights(session, schema, ['USAGE']);
  await requireTables(session, schema, own, referred);
  await requireTableRights(session, schema, own, ['SELECT', 'INSERT', 'UPDATE']);
  await requireTableRights(session, schema, referred, ['SELECT']);
}

/** @throws ConfigError TARGET_PERMISSION where the role can neither create the schema `_etl` nor write in it. */
export async function checkEtlAccess(session: Session): Promise<void> {
  const { rows } = await session.query<{ there: boolean; creatable: boolean }>(DOING, schemaSql, [
    ETL_SCHEMA,
  ]);
  const [state] = rows;
  if (state?.there === true) await requireSchemaRights(session, ETL_SCHEMA, ['USAGE', 'CREATE']);
  else if (state?.creatable !== true)
    throw lacks(session, `CREATE on the database ${session.uri.database}`, `for the schema ${ETL_SCHEMA}`);
}

async function requireTables(
  session: Session,
  schema: string,
  own: readonly string[],
  referred: readonly string[],
): Promise<void> {
  const { rows } = await session.query<TableRow>(DOING, tablesSql, [schema, [...own, ...referred]]);
  const there = new Set(rows.map((row) => row.name));
  const missing = own.filter((name) => !there.has(name));
  if (missing.length > 0) {
    throw new ConfigError(
      'TARGET_TABLES_MISSING',
      `The target ${session.uri.redacted} lacks ${missing.join(', ')}.`,
    );
  }
  const gone = referred.filter((name) => !there.has(name));
  if (gone.length > 0) {
    throw new ConfigError(
      'TARGET_TABLES_MISSING',
      `The target ${session.uri.redacted} lacks ${gone.join(', ')}, which the imported tables refer to: nearly every row would be rejected.`,
    );
  }
}

async function requireSchemaRights(
  session: Session,
  schema: string,
  rights: readonly string[],
): Promise<void> {
  const { rows } = await session.query<RightRow>(DOING, missingSchemaRightsSql, [schema, rights]);
  if (rows.length > 0)
    throw lacks(session, `${rows.map((row) => row.right).join(', ')} on the schema ${schema}`);
}

async function requireTableRights(
  session: Session,
  schema: string,
  tables: readonly string[],
  rights: readonly string[],
): Promise<void> {
  const { rows } = await session.query<RightRow>(DOING, missingTableRightsSql, [schema, tables, rights]);
  if (rows.length > 0)
    throw lacks(session, rows.map((row) => `${row.right} on the table ${row.name}`).join(', '));
}

function lacks(session: Session, right: string, purpose = ''): ConfigError {
  const { user, redacted } = session.uri;
  const why = purpose === '' ? '' : ` ${purpose}`;
  return new ConfigError(
    'TARGET_PERMISSION',
    `The role ${user} lacks ${right}${why} in ${redacted}; nothing was written.`,
  );
}
