import type { IndexSpec, TablePlan } from '@etl/core';
import type { Session } from '../connection/session';
import { primaryKeyOf } from '../schema/plan-parts';
import {
  analyzeContestSql,
  contestRoundSql,
  countContestSql,
  createContestSql,
  dropContestSql,
  pruneContestSql,
  type RoundChoice,
} from '../sql/resolve/contest';
import type { ReferenceSides } from '../sql/resolve/gone-reference';
import { uncertainSql } from '../sql/resolve/uncertain';

const uniqueKeys = (table: TablePlan): readonly IndexSpec[] => table.indexes.filter(({ unique }) => unique);

/** Settles, round by round, who gets the unique keys that several staged rows want. */
export class Contests {
  private readonly tables: readonly TablePlan[];

  /** `circle`: the required references among the tables, where they go in a circle. */
  constructor(
    private readonly session: Session,
    tables: readonly TablePlan[],
    private readonly circle: readonly ReferenceSides[],
  ) {
    this.tables = tables.filter((table) => uniqueKeys(table).length > 0);
  }

  /** `afterRound` rejects what referred to the losers of a round. */
  async run(afterRound: () => Promise<void>): Promise<void> {
    for (const table of this.tables) {
      await this.ask(table, dropContestSql(table.name));
      await this.ask(table, createContestSql(table, primaryKeyOf(table), uniqueKeys(table)));
      await this.ask(table, analyzeContestSql(table.name));
    }
    let open = await this.count();
    while (open > 0) {
      for (const table of this.tables) await this.round(table, this.choiceOf(table));
      let left = await this.count();
      if (left === open) left = await this.force();
      await afterRound();
      if (this.circle.length > 0) {
        for (const table of this.tables) await this.ask(table, pruneContestSql(table, primaryKeyOf(table)));
        left = await this.count();
      }
      open = left;
    }
    for (const table of this.tables) await this.ask(table, dropContestSql(table.name));
  }

  private choiceOf(table: TablePlan): RoundChoice {
    if (this.circle.length === 0) return {};
    return {
      uncertain: uncertainSql(
        table.name,
        this.circle,
        this.tables.map(({ name }) => name),
      ),
    };
  }

  /** Rows wait for each other in a circle (each refers to one that shares a key with it): the first one goes ahead. */
  private async force(): Promise<number> {
    for (const table of this.tables) {
      const { rows } = await this.ask<{ count: string }>(table, countContestSql(table.name));
      if (Number(rows[0]?.count) === 0) continue;
      await this.round(table, { forced: true });
      break;
    }
    return this.count();
  }

  private round(table: TablePlan, choice: RoundChoice): Promise<unknown> {
    return this.ask(table, contestRoundSql(table, primaryKeyOf(table), uniqueKeys(table), choice));
  }

  private async count(): Promise<number> {
    let total = 0;
    for (const table of this.tables) {
      const { rows } = await this.ask<{ count: string }>(table, countContestSql(table.name));
      total += Number(rows[0]?.count ?? 0);
    }
    return total;
  }

  private ask<Row>(table: TablePlan, sql: string): ReturnType<typeof this.session.query<Row>> {
    return this.session.query<Row>(`resolving unique keys of ${table.name}`, sql);
  }
}
