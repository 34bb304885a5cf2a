import type { ColumnSpec, LossMode, ResolveResult, TablePlan } from '@etl/core';
import type { Session } from '../connection/session';
import type { DirectRows } from '../direct/direct-rows';
import { primaryKeyOf } from '../schema/plan-parts';
import { type CountRow, countMergedSql, countRejectsSql, newestRejectSql } from '../sql/resolve/counts';
import { duplicatesSql } from '../sql/resolve/duplicates';
import {
  nullGoneSql,
  type ReferenceSides,
  refuseGoneSql,
  rejectGoneSql,
} from '../sql/resolve/gone-reference';
import { indexFitSql } from '../sql/resolve/index-fit';
import { mergeEntriesSql } from '../sql/resolve/merge-entries';
import {
  analyzeStageSql,
  indexReferenceSql,
  prepareOnlyRowSql,
  prepareRejectsSql,
} from '../sql/resolve/prepare';
import { rejectedEntriesSql } from '../sql/resolve/rejected-entries';
import { takenInTargetSql } from '../sql/resolve/taken-in-target';
import { filledStagesSql, type NameRow } from '../sql/stage/filled-stages';
import { Contests } from './contests';
import {
  mainTableOf,
  nullableKeyReferences,
  nullableReferences,
  requiredReferences,
  type ResolveGroup,
  resolveGroups,
} from './reference-graph';

const DOING = 'resolving';

/**
 * Finds out which staged rows can be saved. Every statement may run twice, so a resolve may simply begin again. Rows that
 * lie in the target already are pulled into the stage before a rule could touch them: the rules know nothing of it.
 */
export class Resolver {
  private readonly groups: readonly ResolveGroup[];
  private readonly indexed = new Set<string>();

  constructor(
    private readonly tables: readonly TablePlan[],
    private readonly onLoss: LossMode,
    private readonly direct: DirectRows,
  ) {
    this.groups = resolveGroups(tables);
  }

  /**
   * Applies all rules to the tables that `settled` does not name; of those, only the references in `deferred`, which
   * are not written yet, are looked at.
   */
  async resolve(
    session: Session,
    settled: ReadonlySet<string> = new Set(),
    deferred: ReadonlyMap<string, readonly ColumnSpec[]> = new Map(),
  ): Promise<void> {
    for (const sql of this.tables.flatMap((table) => prepareOnlyRowSql(table) ?? []))
      await session.query(DOING, sql);
    for (const sql of prepareRejectsSql) await session.query(DOING, sql);
    const unsettled = this.tables.filter(({ name }) => !settled.has(name));
    await this.direct.pullSuspects(session, unsettled, (table) =>
      this.sidesOf(session.uri.schema, table, [...requiredReferences(table), ...nullableReferences(table)]),
    );
    const filled = await this.filledTables(session);
    const open = filled.filter(({ name }) => !settled.has(name));
    if (settled.size === 0) for (const { name } of filled) await session.query(DOING, analyzeStageSql(name));
    for (const table of open) await this.rejectTooLong(session, table);
    await this.resolveGroups(session, open);
    // A row that is refused may be what another one refers to: until nothing new is found.
    while (this.onLoss === 'reject' && (await this.refuseGone(session, open))) {
      await this.resolveGroups(session, open);
    }
    const nullable = filled.flatMap((table) => {
      const columns = settled.has(table.name) ? (deferred.get(table.name) ?? []) : nullableReferences(table);
      return this.sidesOf(session.uri.schema, table, columns);
    });
    await this.direct.pullAllGone(nullable);
    for (const sides of nullable) await this.nullGone(session, sides);
  }

  async result(session: Session): Promise<ResolveResult> {
    const counts = async (sql: string, values: readonly unknown[]): Promise<ReadonlyMap<string, number>> => {
      const { rows } = await session.query<CountRow>(DOING, sql, values);
      const found = new Map(rows.map(({ name, count }) => [name, Number(count)]));
      return new Map(this.tables.map(({ name }) => [name, found.get(name) ?? 0]));
    };
    return { merged: await counts(countMergedSql, []), rejected: await counts(countRejectsSql, ['resolve']) };
  }

  /** Tables with rows that a rule may find something in; those that lie in the target may yet be pulled into the stage. */
  private async filledTables(session: Session): Promise<readonly TablePlan[]> {
    const { rows } = await session.query<NameRow>(DOING, filledStagesSql(this.tables));
    return this.tables.filter(
      (table) => this.direct.has(table) || rows.some(({ name }) => name === table.name),
    );
  }

  private async resolveGroups(session: Session, open: readonly TablePlan[]): Promise<void> {
    for (const group of this.groups) {
      const tables = group.tables.filter((table) => open.includes(table));
      if (tables.length > 0) await this.resolveGroup(session, { ...group, tables });
    }
  }

  /** Text that an index cannot hold; found here, since the merge would find it after others were judged by it. */
  private async rejectTooLong(session: Session, table: TablePlan): Promise<void> {
    const doing = `${DOING} the indexes of ${table.name}`;
    for (const index of table.indexes) {
      const sql = indexFitSql(table, primaryKeyOf(table), index);
      if (sql === undefined) continue;
      const { rows } = await session.query<{ there: boolean }>(doing, sql.any);
      if (rows[0]?.there !== true) continue;
      for (const statement of sql.reject) await session.query(doing, statement);
    }
  }

  /** True where a row was refused for a nullable reference that is gone. */
  private async refuseGone(session: Session, tables: readonly TablePlan[]): Promise<boolean> {
    let found = false;
    for (const table of tables) {
      for (const sides of this.sidesOf(session.uri.schema, table, nullableReferences(table))) {
        // One at a time: what was refused for one of them may be what the next one refers to.
        await this.direct.pullGone(session, [sides]);
        const { count } = await session.query(
          `${DOING} ${table.name}.${sides.column.name}`,
          refuseGoneSql(sides),
        );
        found ||= count > 0;
      }
    }
    return found;
  }

  private async resolveGroup(session: Session, group: ResolveGroup): Promise<void> {
    for (const table of group.tables) await this.uniteIds(session, table);
    await this.rejectGone(session, group);
    // After the references: an entry whose property is gone is a reject, not a part of another one.
    for (const table of group.tables.filter(({ fanOut }) => fanOut !== undefined)) {
      await session.query(`${DOING} ids of ${table.name}`, mergeEntriesSql(table, primaryKeyOf(table)));
    }
    if (this.onLoss === 'record') {
      for (const table of group.tables) {
        const references = this.sidesOf(session.uri.schema, table, nullableKeyReferences(table));
        await this.direct.pullGone(session, references);
        for (const sides of references) await this.nullGone(session, sides);
      }
    }
    for (const table of group.tables) {
      for (const index of table.indexes.filter(({ unique }) => unique)) {
        const { count } = await session.query(
          `${DOING} ${index.name}`,
          takenInTargetSql(session.uri.schema, table, primaryKeyOf(table), index),
        );
        if (count > 0 && group.cyclic) await this.rejectGone(session, group);
      }
    }
    const contests = new Contests(
      session,
      group.tables,
      group.cyclic ? this.circleOf(session.uri.schema, group) : [],
    );
    await contests.run(async () => {
      if (group.cyclic) await this.rejectGone(session, group);
    });
  }

  private async uniteIds(session: Session, table: TablePlan): Promise<void> {
    const key = primaryKeyOf(table);
    const doing = `${DOING} ids of ${table.name}`;
    if (table.fanOut === undefined) {
      await session.query(doing, duplicatesSql(table, key));
      return;
    }
    const main = mainTableOf(table, this.tables);
    if (main === undefined) return;
    await this.direct.pullEntries(session, table, main);
    await session.query(doing, rejectedEntriesSql(table, key, main));
  }

  /** Within a circle, each pass looks only below the rejects of the pass before. */
  private async rejectGone(session: Session, group: ResolveGroup): Promise<void> {
    const { schema } = session.uri;
    let newest = await this.newestReject(session);
    for (const table of group.tables) {
      const references = this.sidesOf(schema, table, requiredReferences(table));
      await this.direct.pullGone(session, references);
      for (const sides of references)
        await session.query(`${DOING} ${table.name}.${sides.column.name}`, rejectGoneSql(sides));
    }
    if (!group.cyclic) return;
    const circle = this.circleOf(schema, group);
    await this.indexCircle(session, circle);
    for (let found = true; found;) {
      const before = newest;
      newest = await this.newestReject(session);
      found = false;
      for (const sides of circle) {
        const { count } = await session.query(
          `${DOING} ${sides.table.name}.${sides.column.name}`,
          rejectGoneSql(sides, true),
          [before],
        );
        found ||= count > 0;
      }
    }
  }

  private async indexCircle(session: Session, circle: readonly ReferenceSides[]): Promise<void> {
    for (const { table, key, column } of circle) {
      for (const indexed of [column, key]) {
        const name = `${table.name}.${indexed.name}`;
        if (this.indexed.has(name)) continue;
        await session.query(`${DOING} ${name}`, indexReferenceSql(table.name, indexed));
        this.indexed.add(name);
      }
    }
  }

  private nullGone(session: Session, sides: ReferenceSides): Promise<unknown> {
    return session.query(`${DOING} ${sides.table.name}.${sides.column.name}`, nullGoneSql(sides));
  }

  private async newestReject(session: Session): Promise<string> {
    const { rows } = await session.query<{ seq: string }>(DOING, newestRejectSql);
    return rows[0]?.seq ?? '0';
  }

  /** The required references that stay within the group. */
  private circleOf(schema: string, { tables }: ResolveGroup): readonly ReferenceSides[] {
    return tables.flatMap((table) =>
      this.sidesOf(
        schema,
        table,
        requiredReferences(table).filter(({ reference }) =>
          tables.some(({ name }) => name === reference?.table),
        ),
      ),
    );
  }

  private sidesOf(schema: string, table: TablePlan, columns: readonly ColumnSpec[]): ReferenceSides[] {
    const key = primaryKeyOf(table);
    return columns.map((column) => {
      const parent = column.reference?.table ?? '';
      const plan = this.tables.find(({ name }) => name === parent);
      return {
        ...{ schema, table, key, column, parent },
        parentKey: plan === undefined ? 'id' : primaryKeyOf(plan).name,
        staged: plan !== undefined,
      };
    });
  }
}
