import type {
  AccountedDocument,
  Aggregate,
  AggregateRow,
  CollectionPlan,
  TablePlan,
  VerificationTarget,
} from '@etl/core';
import { cursorRows } from '../connection/cursor';
import { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
import { primaryKeyOf } from '../schema/plan-parts';
import {
  type AccountedRow,
  accountedSql,
  etlThereSql,
  type NulledOfMainRow,
  nulledOfMainSql,
} from '../sql/verify/accounted';
import { aggregateSql, type AggregateSqlRow } from '../sql/verify/aggregate';
import { countRowsSql } from '../sql/verify/count-rows';
import { countStaleSql } from '../sql/verify/count-stale';
import type { StaleSides } from '../sql/verify/stale';
import { type StoredTextsRow, storedTextsSql } from '../sql/verify/stored-texts';

/** Reads of one snapshot. A target that nothing was imported into has no rejects and no stale rows. */
export class PostgresVerificationTarget implements VerificationTarget {
  private cursors = 0;

  private constructor(
    private readonly session: Session,
    private readonly plans: readonly CollectionPlan[],
    private readonly imported: boolean,
  ) {}

  static async open(uri: TargetUri, plans: readonly CollectionPlan[]): Promise<PostgresVerificationTarget> {
    const session = await Session.open(uri);
    try {
      await session.query('opening a snapshot', 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { rows } = await session.query<{ there: boolean }>('opening a snapshot', etlThereSql);
      return new PostgresVerificationTarget(session, plans, rows[0]?.there === true);
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  async count(table: TablePlan): Promise<number> {
    return this.number(`counting ${table.name}`, countRowsSql(this.session.uri.schema, table.name));
  }

  async staleRows(table: TablePlan): Promise<number> {
    if (!this.imported) return 0;
    return this.number(
      `counting stale rows of ${table.name}`,
      countStaleSql(this.session.uri.schema, this.sidesOf(table)),
    );
  }

  async *accounted(collection: string): AsyncGenerator<AccountedDocument> {
    if (!this.imported) return;
    for await (const row of this.rows<AccountedRow>(accountedSql, [collection])) {
      const { run_id: run, table_name: table, document_id: documentId, entry, code, line } = row;
      yield { run, table, documentId, entry, code: code as AccountedDocument['code'], line: Number(line) };
    }
  }

  async *nulledReferences(collection: string): AsyncGenerator<{ documentId: string; column: string }> {
    const main = this.plans.find(({ name }) => name === collection)?.tables[0];
    if (!this.imported || main === undefined) return;
    for await (const row of this.rows<NulledOfMainRow>(nulledOfMainSql, [collection, main.name])) {
      yield { documentId: row.document_id, column: row.column_name };
    }
  }

  async storedTexts(
    table: TablePlan,
    columns: readonly string[],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
    const { rows } = await this.session.query<StoredTextsRow>(
      `reading ${columns.join(', ')} of ${table.name}`,
      storedTextsSql(this.session.uri.schema, table.name, primaryKeyOf(table).name, columns),
      [ids],
    );
    return new Map(rows.map(({ id, texts }) => [id, texts]));
  }

  async aggregate(table: TablePlan, aggregate: Aggregate): Promise<readonly AggregateRow[]> {
    const { text, values } = aggregateSql(
      this.session.uri.schema,
      this.sidesOf(table),
      aggregate,
      this.imported,
    );
    const { rows } = await this.session.query<AggregateSqlRow>(
      `computing ${aggregate.name} of ${table.name}`,
      text,
      values,
    );
    return rows.map(({ key, count, sum }) => ({ key, count: Number(count), sum }));
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private rows<Row>(sql: string, values: readonly unknown[]): AsyncGenerator<Row> {
    this.cursors += 1;
    return cursorRows<Row>(
      this.session,
      `verify_${this.cursors}`,
      'reading what was accounted for',
      sql,
      values,
    );
  }

  private async number(doing: string, sql: string): Promise<number> {
    const { rows } = await this.session.query<{ count: string }>(doing, sql);
    return Number(rows[0]?.count);
  }

  private sidesOf(table: TablePlan): StaleSides {
    const key = primaryKeyOf(table);
    const main = this.plans.find(({ name }) => name === table.collection)?.tables[0];
    const column =
      table.fanOut === undefined
        ? undefined
        : table.columns.find((one) => one.source.kind === 'document-id' && one.reference !== undefined);
    return main === undefined || column === undefined
      ? { table, key }
      : { table, key, parent: { table: main.name, column: column.name } };
  }
}
