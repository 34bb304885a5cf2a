import { type CollectionPlan, type ImportRun, onlyIdOf, type TablePlan } from '@etl/core';
import type { Session } from '../connection/session';
import type { Digests } from '../digest/digests';
import { primaryKeyOf, tablesOf } from '../schema/plan-parts';
import { LOAD_JOURNAL } from '../sql/etl-names';
import {
  forgetSql,
  keepMergedSql,
  keepNulledSql,
  keepRejectsSql,
  unstaleSql,
} from '../sql/journal/keep-outcome';
import { finishRunSql, insertRunSql } from '../sql/journal/run';
import { createRunStageSql } from '../sql/stage/create-run-stage';
import { createStageSql } from '../sql/stage/create-stage';
import { dropStageSql, stageTablesSql } from '../sql/stage/drop-stage';

/** Creates an empty stage, whatever a dead run has left, and the line of the run. */
export async function beginStage(
  session: Session,
  run: ImportRun,
  plans: readonly CollectionPlan[],
): Promise<void> {
  const doing = 'creating the stage';
  await session.transaction(doing, async () => {
    await dropStage(session);
    for (const sql of createRunStageSql) await session.query(doing, sql);
    for (const table of tablesOf(plans))
      await session.query(`creating the stage of ${table.name}`, createStageSql(session.uri.schema, table));
    const described = plans.map(({ name, hash, tables }) => ({
      collection: name,
      hash,
      tables: tables.map((table) => table.name),
    }));
    await session.query(doing, insertRunSql, [run.id, run.startedAt, JSON.stringify(described)]);
  });
}

export async function dropStage(session: Session): Promise<void> {
  const doing = 'dropping the stage';
  const { rows } = await session.query<{ name: string }>(doing, stageTablesSql);
  if (rows.length > 0) await session.query(doing, dropStageSql(rows.map(({ name }) => name)));
  // The journal of a load speaks of rows in the stage.
  await session.query(doing, `DELETE FROM ${LOAD_JOURNAL}`);
}

export interface RunOutcome {
  readonly status: string;
  readonly ledger: unknown;
  /** Whether rejects, merged documents and nulled references take the place of those of earlier runs. */
  readonly keep: boolean;
  readonly isDirect: (table: TablePlan) => boolean;
  /** Where it got to its end. */
  readonly digests?: Digests;
}

export async function finishStage(
  session: Session,
  run: ImportRun,
  plans: readonly CollectionPlan[],
  outcome: RunOutcome,
): Promise<void> {
  const doing = 'closing the run';
  await session.transaction(doing, async () => {
    if (outcome.keep) {
      for (const { tables } of plans) {
        for (const sql of forgetSql(tables[0], outcome.isDirect(tables[0]))) await session.query(doing, sql);
        if (onlyIdOf(tables[0]) === undefined) continue;
        for (const table of tables) await session.query(doing, unstaleSql(table, primaryKeyOf(table).name));
      }
      for (const table of tablesOf(plans))
        await session.query(doing, keepRejectsSql(table, primaryKeyOf(table).name, outcome.isDirect(table)), [
          run.id,
        ]);
      await session.query(doing, keepMergedSql, [run.id]);
      await session.query(doing, keepNulledSql, [run.id]);
    }
    await outcome.digests?.keep(session, run);
    await dropStage(session);
    await session.query(doing, finishRunSql, [
      run.id,
      outcome.status,
      JSON.stringify(outcome.ledger ?? null),
    ]);
  });
}
