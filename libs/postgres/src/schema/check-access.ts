import { type CollectionPlan, ConfigError } from '@etl/core';
import type { Session } from '../connection/session';
import {
  etlTableRightsSql,
  foreignStageSql,
  type ForeignStageRow,
  missingSchemaRightsSql,
  missingTableRightsSql,
  type RightRow,
  schemaSql,
  type SchemaState,
} from '../sql/catalog/privileges';
import { type TableRow, tablesSql } from '../sql/catalog/tables';
import { ETL_SCHEMA } from '../sql/etl-names';
import { qualified, quoted } from '../sql/identifier';
import { foreignKeysOf, tablesOf } from './plan-parts';

const DOING = 'checking the rights';

/** What a role lacks, and the statement that gives it. */
interface Lack {
  readonly what: string;
  readonly grant: string;
}

/**
 * Everything that an import will touch is there and may be written; all that is missing is named at once.
 * @throws ConfigError TARGET_TABLES_MISSING, TARGET_PERMISSION
 */
export async function checkImportAccess(session: Session, plans: readonly CollectionPlan[]): Promise<void> {
  const { schema } = session.uri;
  const tables = tablesOf(plans);
  const own = tables.map((table) => table.name);
  const referred = [
    ...new Set(tables.flatMap((table) => foreignKeysOf(table, tables).map((key) => key.referencedTable))),
  ].filter((name) => !own.includes(name));
  await requireTables(session, own, referred);
  refuse(session, [
    ...(await lackingOnSchema(session, schema, ['USAGE'])),
    ...(await lackingOnTables(session, schema, own, ['SELECT', 'INSERT', 'UPDATE'])),
    ...(await lackingOnTables(session, schema, referred, ['SELECT'])),
    ...(await lackingForEtl(session)),
  ]);
}

/** @throws ConfigError TARGET_PERMISSION where the role may not create in the schema of the target tables. */
export async function checkApplyAccess(session: Session): Promise<void> {
  refuse(session, await lackingOnSchema(session, session.uri.schema, ['USAGE', 'CREATE']));
}

async function requireTables(
  session: Session,
  own: readonly string[],
  referred: readonly string[],
): Promise<void> {
  const { schema, redacted } = session.uri;
  const { rows } = await session.query<TableRow>(DOING, tablesSql, [schema, [...own, ...referred]]);
  const there = new Set(rows.map((row) => row.name));
  const missing = own.filter((name) => !there.has(name));
  if (missing.length > 0) {
    throw new ConfigError('TARGET_TABLES_MISSING', `The target ${redacted} lacks ${missing.join(', ')}.`);
  }
  const gone = referred.filter((name) => !there.has(name));
  if (gone.length > 0) {
    throw new ConfigError(
      'TARGET_TABLES_MISSING',
      `The target ${redacted} lacks ${gone.join(', ')}, which the imported tables refer to: nearly every row would be rejected.`,
    );
  }
}

/** The schema `_etl` can be created, or everything in it be used, whoever has made it. */
async function lackingForEtl(session: Session): Promise<Lack[]> {
  const { database, user } = session.uri;
  const [state] = (await session.query<SchemaState>(DOING, schemaSql, [ETL_SCHEMA])).rows;
  if (state?.there !== true) {
    return state?.creatable === true
      ? []
      : [
          {
            what: `CREATE on the database ${database} (for the schema ${ETL_SCHEMA})`,
            grant: `GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(user)}`,
          },
        ];
  }
  const { rows: tables } = await session.query<RightRow>(DOING, etlTableRightsSql, [ETL_SCHEMA]);
  const { rows: leftovers } = await session.query<ForeignStageRow>(DOING, foreignStageSql, [ETL_SCHEMA]);
  return [
    ...(await lackingOnSchema(session, ETL_SCHEMA, ['USAGE', 'CREATE'])),
    ...lackingRights(session, ETL_SCHEMA, tables),
    ...leftovers.map(({ name, owner }) => ({
      what: `ownership of the table ${ETL_SCHEMA}.${name}, which an import of ${owner} has left`,
      grant: `DROP TABLE ${qualified(ETL_SCHEMA, name)}`,
    })),
  ];
}

async function lackingOnSchema(session: Session, schema: string, rights: readonly string[]): Promise<Lack[]> {
  const { rows } = await session.query<RightRow>(DOING, missingSchemaRightsSql, [schema, rights]);
  if (rows.length === 0) return [];
  const lacking = rows.map((row) => row.right).join(', ');
  return [
    {
      what: `${lacking} on the schema ${schema}`,
      grant: `GRANT ${lacking} ON SCHEMA ${quoted(schema)} TO ${quoted(session.uri.user)}`,
    },
  ];
}

async function lackingOnTables(
  session: Session,
  schema: string,
  tables: readonly string[],
  rights: readonly string[],
): Promise<Lack[]> {
  const { rows } = await session.query<RightRow>(DOING, missingTableRightsSql, [schema, tables, rights]);
  return lackingRights(session, schema, rows);
}

/** One line for all tables that lack the same. */
function lackingRights({ uri }: Session, schema: string, rows: readonly RightRow[]): Lack[] {
  const tables = new Map<string, string[]>();
  for (const name of new Set(rows.map((row) => row.name))) {
    const lacking = rows.flatMap((row) => (row.name === name ? row.right : [])).join(', ');
    tables.set(lacking, [...(tables.get(lacking) ?? []), name]);
  }
  return [...tables].map(([lacking, names]) => {
    const shown = names.map((name) => (schema === ETL_SCHEMA ? `${ETL_SCHEMA}.${name}` : name));
    return {
      what: `${lacking} on the table${names.length === 1 ? '' : 's'} ${shown.join(', ')}`,
      grant: `GRANT ${lacking} ON ${names.map((name) => qualified(schema, name)).join(', ')} TO ${quoted(uri.user)}`,
    };
  });
}

function refuse({ uri }: Session, lacks: readonly Lack[]): void {
  if (lacks.length === 0) return;
  const lines = [
    `The role ${uri.user} lacks rights in ${uri.redacted}; nothing was written. It needs:`,
    ...lacks.map(({ what }) => `  ${what}`),
    'This gives them, run by their owner:',
    ...lacks.map(({ grant }) => `  ${grant};`),
  ];
  throw new ConfigError('TARGET_PERMISSION', lines.join('\n'));
}
