import type { TablePlan } from '@etl/core';
import type { Session } from '../connection/session';
import { primaryKeyOf } from '../schema/plan-parts';
import { analyzeTargetSql } from '../sql/direct/place';
import {
  type DirectTable,
  fewStatisticsSql,
  pullEntriesSql,
  pullGoneSql,
  pullLongSql,
  pullSameIdSql,
  pullSameKeySql,
  pullSettingsSql,
  resetStatisticsSql,
} from '../sql/direct/pull';
import type { ReferenceSides } from '../sql/resolve/gone-reference';

const DOING = 'resolving in place';

/**
 * The rows that lie in their target tables already. A rule never judges them there: before it is asked, every row that
 * it could touch is pulled into the stage, and so is every row that shares an id or a unique key with such a row. What
 * stays is fine as it is, and counts as a row that the target has.
 */
export class DirectRows {
  constructor(private readonly tables: ReadonlySet<string>) {}

  has(table: TablePlan): boolean {
    return this.tables.has(table.name);
  }

  /** Texts that no index may hold, ids twice, unique keys that several rows want. */
  async pullSuspects(session: Session, tables: readonly TablePlan[]): Promise<void> {
    const own = tables.filter((table) => this.has(table));
    if (own.length === 0) return;
    await session.query(DOING, pullSettingsSql);
    await session.query(DOING, fewStatisticsSql);
    for (const table of own) {
      const sql = analyzeTargetSql(session.uri.schema, table.name, judgedColumns(table));
      await session.query(`${DOING} ${table.name}`, sql);
    }
    await session.query(DOING, resetStatisticsSql);
    for (const table of own) await this.pullSuspectsOf(session, table);
  }

  private async pullSuspectsOf(session: Session, table: TablePlan): Promise<void> {
    const direct = this.sidesOf(session, table);
    const doing = `${DOING} ${table.name}`;
    await session.query(doing, pullSameIdSql(direct));
    for (const index of table.indexes) {
      const long = pullLongSql(direct, index);
      if (long !== undefined) await session.query(doing, long);
      if (index.unique) await session.query(doing, pullSameKeySql(direct, index));
    }
  }

  async pullGone(session: Session, sides: ReferenceSides): Promise<void> {
    if (!this.has(sides.table)) return;
    await session.query(`${DOING} ${sides.table.name}.${sides.column.name}`, pullGoneSql(sides));
  }

  async pullEntries(session: Session, table: TablePlan, main: TablePlan): Promise<void> {
    if (!this.has(table)) return;
    const sql = pullEntriesSql(this.sidesOf(session, table), main);
    await session.query(`${DOING} ${table.name}`, sql);
  }

  private sidesOf(session: Session, table: TablePlan): DirectTable {
    return { schema: session.uri.schema, table, key: primaryKeyOf(table) };
  }
}

function judgedColumns(table: TablePlan): readonly string[] {
  const keys = new Set(table.indexes.filter(({ unique }) => unique).flatMap(({ columns }) => columns));
  return table.columns
    .filter(({ name, primaryKey, reference }) => primaryKey || reference !== undefined || keys.has(name))
    .map(({ name }) => name);
}
