import type { MergeOptions, RowCounts, TablePlan } from '@etl/core';
import type { LiveSession } from '../connection/live-session';
import type { DirectImport } from '../direct/direct-import';
import { primaryKeyOf } from '../schema/plan-parts';
import { indexStageSql } from '../sql/merge/batch-ids';
import { hasResidueSql } from '../sql/merge/merge-residue';
import { filledStagesSql, type NameRow } from '../sql/stage/filled-stages';
import type { MergeStep } from './merge-order';
import { mergeReferences, mergeTable } from './merger';

/** What the merge needs of the import that it belongs to. */
export interface MergedImport {
  readonly runId: string;
  readonly steps: readonly MergeStep[];
  readonly live: LiveSession;
  readonly direct: DirectImport;
  /** Tables whose first pass is through; the merge adds to them. */
  readonly merged: Set<string>;
  /** Looks again at the tables that are not merged yet. */
  readonly resolve: () => Promise<unknown>;
}

const NO_ROWS: RowCounts = { inserted: 0, updated: 0, unchanged: 0 };

/** The merge of all tables of an import, in the order of their references. */
export class ImportMerge {
  private readonly counts = new Map<string, RowCounts>();
  /** Steps whose second pass is still to come. */
  private readonly open: MergeStep[] = [];

  constructor(
    private readonly of: MergedImport,
    private readonly options: MergeOptions,
  ) {}

  /** Answers the counts of the tables that had rows. */
  async run(): Promise<ReadonlyMap<string, RowCounts>> {
    const { steps, direct } = this.of;
    // Nothing that goes through the stage refers to a table that does not: what the target refuses of it comes up
    // before the others are settled.
    for (const step of steps) if (!direct.has(step.table)) await this.mergeStep(step);
    if (!direct.isEmpty) await this.mergeDirect();
    return this.counts;
  }

  /** One table: its first pass, and the second passes that can follow. */
  private async mergeStep(step: MergeStep): Promise<void> {
    const { live, direct, merged, resolve } = this.of;
    const { table } = step;
    if (!(await this.isFilled(table))) {
      merged.add(table.name);
      return this.mergeOpenReferences();
    }
    await live.run((session) =>
      session.query(
        `indexing the stage of ${table.name}`,
        indexStageSql(table.name, primaryKeyOf(table).name),
      ),
    );
    const { rejected, ...rows } = await mergeTable({
      ...this.partsOf(step),
      residue: await this.hasResidue(table),
      direct: direct.has(table),
    });
    this.counts.set(table.name, rows);
    merged.add(table.name);
    if (rejected > 0) {
      this.options.onNotice?.(
        `The target refused ${rejected} rows of ${table.name}; what refers to them is looked at again.`,
      );
      await resolve();
    }
    if (step.deferred.length > 0) this.open.push(step);
    await this.mergeOpenReferences();
  }

  /** Tables that took the place of their stage: their keys come back around the few rows that resolving has moved. */
  private async mergeDirect(): Promise<void> {
    const { steps, live, direct } = this.of;
    const { options } = this;
    const placed = await live.run((session) => direct.count(session));
    await live.run((session) => direct.bringKeysBack(session, options), options);
    for (const step of steps) if (direct.has(step.table)) await this.mergeStep(step);
    for (const [name, rows] of placed) {
      const merged = this.counts.get(name) ?? NO_ROWS;
      this.counts.set(name, { ...merged, inserted: merged.inserted + rows });
    }
    await live.run((session) => direct.conclude(session, (table) => this.hasResidue(table)), this.options);
    await live.run((session) => direct.validate(session, options), options);
  }

  /** Second passes whose tables are all there. */
  private async mergeOpenReferences(): Promise<void> {
    const { direct } = this.of;
    for (const step of [...this.open]) {
      if (step.deferred.some(({ reference }) => reference !== undefined && this.isWaiting(reference.table)))
        continue;
      await mergeReferences({ ...this.partsOf(step), residue: false, direct: direct.has(step.table) });
      this.open.splice(this.open.indexOf(step), 1);
    }
  }

  private partsOf(
    step: MergeStep,
  ): Pick<Parameters<typeof mergeTable>[0], 'runId' | 'step' | 'live' | 'options'> {
    const { runId, live } = this.of;
    return { runId, step, live, options: this.options };
  }

  private isWaiting(name: string): boolean {
    const { steps, merged } = this.of;
    return steps.some(({ table }) => table.name === name) && !merged.has(name);
  }

  private async isFilled(table: TablePlan): Promise<boolean> {
    const { rows } = await this.of.live.run((session) =>
      session.query<NameRow>(`looking at the stage of ${table.name}`, filledStagesSql([table])),
    );
    return rows.length > 0;
  }

  private async hasResidue(table: TablePlan): Promise<boolean> {
    if (table.fanOut !== undefined) return false;
    const { rows } = await this.of.live.run((session) =>
      session.query<{ there: boolean }>('looking for residue', hasResidueSql, [table.collection]),
    );
    return rows[0]?.there === true;
  }
}
