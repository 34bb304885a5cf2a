import type { TablePlan } from '@etl/core';
import type { Session } from '../connection/session';
import { primaryKeyOf } from '../schema/plan-parts';
import { analyzePlacesSql } from '../sql/direct/place';
import {
  biggestFirstSql,
  type DirectTable,
  fewStatisticsSql,
  isLostSql,
  pullBelowRejectsSql,
  pullEntriesSql,
  pullGoneSql,
  pullLocalSql,
  pullSettingsSql,
  pullSharedSql,
  REFERENCES_AT_A_TIME,
} from '../sql/direct/pull';
import { newestRejectSql } from '../sql/resolve/counts';
import type { ReferenceSides } from '../sql/resolve/gone-reference';
import type { KeySessions } from './key-sessions';

const DOING = 'resolving in place';

/**
 * The rows that lie in their target tables already. A rule never judges them there: before it is asked, every row that
 * it could touch is pulled into the stage, and so is every row that shares an id or a unique key with such a row. What
 * stays is fine as it is, and counts as a row that the target has.
 */
export class DirectRows {
  /** The newest reject when {@link pullSuspects} began. */
  private newest = '0';

  constructor(
    private readonly tables: ReadonlySet<string>,
    private readonly sessions: KeySessions,
    /** Brings the unique keys of a table back. */
    private readonly buildUnique: (session: Session, table: TablePlan) => Promise<void>,
  ) {}

  has(table: TablePlan): boolean {
    return this.tables.has(table.name);
  }

  /**
   * What a rule could touch as things stand after the load, several tables at a time: a pull moves rows of one table, and
   * whatever another one asks for (is it there, target or stage?) has the same answer before and after. Unique keys are
   * built as soon as they can be: with them, the rules find single rows.
   */
  async pullSuspects(
    session: Session,
    tables: readonly TablePlan[],
    sidesOf: (table: TablePlan) => readonly ReferenceSides[],
  ): Promise<void> {
    const { schema } = session.uri;
    const own = tables.filter((table) => this.has(table));
    if (own.length === 0) return;
    this.newest = (await session.query<{ seq: string }>(DOING, newestRejectSql)).rows[0]?.seq ?? '0';
    const names = own.map(({ name }) => name);
    const { rows } = await session.query<{ name: string }>(DOING, biggestFirstSql, [names, schema]);
    const ordered = rows.flatMap(({ name }) => own.find((table) => table.name === name) ?? []);
    await this.inParallel(ordered, async (other, table) => {
      await other.query(DOING, fewStatisticsSql);
      await other.query(doingOf(table), analyzePlacesSql(table.name));
      for (const sql of keySuspectsSql({ schema, table, key: primaryKeyOf(table) }))
        await other.query(doingOf(table), sql);
      await this.buildUnique(other, table);
    });
    await this.inParallel(ordered, async (other, table) => {
      for (const references of together(sidesOf(table)))
        await other.query(
          doingOf(table),
          pullGoneSql(references, (name) => this.tables.has(name)),
        );
    });
  }

  /** Rows of one table of which one of the references leads to what was rejected since. */
  async pullGone(session: Session, references: readonly ReferenceSides[]): Promise<void> {
    const lost: ReferenceSides[] = [];
    for (const sides of references) {
      if (!this.has(sides.table)) continue;
      const { rows } = await session.query<{ there: boolean }>(DOING, isLostSql(sides), [this.newest]);
      if (rows[0]?.there === true) lost.push(sides);
    }
    for (const some of together(lost))
      await this.pull(session, some[0].table, pullBelowRejectsSql(some), [this.newest]);
  }

  /** The same for references of many tables, several tables at a time. */
  async pullAllGone(all: readonly ReferenceSides[]): Promise<void> {
    const tables = new Set(all.map(({ table }) => table).filter((table) => this.has(table)));
    await this.inParallel([...tables], (session, table) =>
      this.pullGone(
        session,
        all.filter((sides) => sides.table === table),
      ),
    );
  }

  async pullEntries(session: Session, table: TablePlan, main: TablePlan): Promise<void> {
    if (!this.has(table)) return;
    const direct = { schema: session.uri.schema, table, key: primaryKeyOf(table) };
    await this.pull(session, table, pullEntriesSql(direct, main));
  }

  private async pull(
    session: Session,
    table: TablePlan,
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<void> {
    const doing = doingOf(table);
    await session.transaction(doing, async () => {
      await session.query(doing, pullLocalSql);
      await session.query(doing, sql, values);
    });
  }

  /** Statements of `work` commit one by one: rows lie in the target or in the stage, and never in both. */
  private inParallel(
    tables: readonly TablePlan[],
    work: (session: Session, table: TablePlan) => Promise<unknown>,
  ): Promise<void> {
    return this.sessions.inParallel(
      tables.map((table) => async (session) => {
        for (const sql of pullSettingsSql) await session.query(DOING, sql);
        await work(session, table);
      }),
    );
  }
}

/** The references of a table, as many at a time as one statement looks at. */
function together(references: readonly ReferenceSides[]): [ReferenceSides, ...ReferenceSides[]][] {
  const [first, ...others] = references.slice(0, REFERENCES_AT_A_TIME);
  return first === undefined ? [] : [[first, ...others], ...together(references.slice(REFERENCES_AT_A_TIME))];
}

const doingOf = ({ name }: TablePlan): string => `resolving ${name} in place`;

/** Ids twice, unique keys that several rows want. */
function keySuspectsSql(direct: DirectTable): readonly string[] {
  const { key, table } = direct;
  const keys = table.indexes.filter(({ unique }) => unique).map(({ columns }) => columns);
  return [[key.name], ...keys].map((columns) => pullSharedSql(direct, columns));
}
