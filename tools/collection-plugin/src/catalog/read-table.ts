import { type Catalog, parseTargetUri, readCatalog, Session } from '@etl/postgres';
import { explained } from '../draft/draft-error';
import { missingTable } from './missing-table';
import { type ColumnDefaultRow, columnDefaultsSql } from './sql/column-defaults';
import { type OtherConstraintRow, otherConstraintsSql } from './sql/other-constraints';
import { type TableNameRow, tableNamesSql } from './sql/table-names';

/** What the catalog says of one table. */
export interface TableFacts extends Omit<Catalog, 'tables'> {
  readonly table: string;
  /** Column → its default, as PostgreSQL prints it. */
  readonly defaults: ReadonlyMap<string, string>;
  readonly otherConstraints: readonly OtherConstraintRow[];
}

const DOING = 'reading the table';

/**
 * Reads a table from the catalog.
 * @throws DraftError where it is not there, or the target cannot be read; no message shows a password
 */
export function readTable(target: string, table: string): Promise<TableFacts> {
  return explained(async () => {
    const session = await Session.open(parseTargetUri(target));
    try {
      return await factsOf(session, table);
    } finally {
      await session.close();
    }
  });
}

async function factsOf(session: Session, table: string): Promise<TableFacts> {
  const { schema, redacted } = session.uri;
  const { tables, ...catalog } = await readCatalog(session, [table]);
  if (!tables.some(({ kind }) => kind === 'r' || kind === 'p')) {
    const { rows } = await session.query<TableNameRow>(DOING, tableNamesSql);
    throw missingTable(table, schema, redacted, rows);
  }
  const defaults = await session.query<ColumnDefaultRow>(DOING, columnDefaultsSql, [schema, table]);
  const others = await session.query<OtherConstraintRow>(DOING, otherConstraintsSql, [schema, table]);
  return {
    table,
    ...catalog,
    defaults: new Map(defaults.rows.map(({ name, expression }) => [name, expression])),
    otherConstraints: others.rows,
  };
}
