import type { Session } from '../connection/session';
import { type ColumnRow, columnsSql } from '../sql/catalog/columns';
import { type ForeignKeyRow, foreignKeysSql } from '../sql/catalog/foreign-keys';
import { type IndexRow, indexesSql } from '../sql/catalog/indexes';
import { type ElsewhereRow, elsewhereSql, type TableRow, tablesSql } from '../sql/catalog/tables';

/** What the catalog says of some tables. */
export interface Catalog {
  readonly tables: readonly TableRow[];
  /** Tables of these names in other schemas. */
  readonly elsewhere: readonly ElsewhereRow[];
  readonly columns: readonly ColumnRow[];
  readonly indexes: readonly IndexRow[];
  readonly foreignKeys: readonly ForeignKeyRow[];
}

export async function readCatalog(session: Session, tables: readonly string[]): Promise<Catalog> {
  const ask = async <Row>(sql: string): Promise<readonly Row[]> =>
    (await session.query<Row>('reading the catalog', sql, [session.uri.schema, tables])).rows;
  return {
    tables: await ask<TableRow>(tablesSql),
    elsewhere: await ask<ElsewhereRow>(elsewhereSql),
    columns: await ask<ColumnRow>(columnsSql),
    indexes: await ask<IndexRow>(indexesSql),
    foreignKeys: await ask<ForeignKeyRow>(foreignKeysSql),
  };
}
