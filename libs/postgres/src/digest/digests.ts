import {
  type CollectionPlan,
  type DigestMemory,
  DigestSet,
  type ImportRun,
  type KnownRows,
  type TablePlan,
} from '@etl/core';
import type { Session } from '../connection/session';
import { tablesOf } from '../schema/plan-parts';
import { hashingSql } from '../sql/direct/pull';
import {
  countDigestsSql,
  createDigestsSql,
  digestedTablesSql,
  type IdentityRow,
  identitiesSql,
  oldestTransactionSql,
} from '../sql/digest/digest-tables';
import { keepDigestsSql } from '../sql/digest/keep-digests';
import { copyKnownSql } from '../sql/digest/known-digests';
import { copyTouchedSql, forgetTouchedSql } from '../sql/digest/touched-digests';
import { filledStagesSql, type NameRow, rejectedCollectionsSql } from '../sql/stage/filled-stages';
import { eachDigest } from './binary-digests';

/**
 * The digests that imports leave of documents that became rows as they stand. A document is known by all of its rows together:
 * their digests come in one transaction, the last of a run, and go in one, before any row changes. A run that dies in between
 * leaves none for what it was about to change.
 */
export class Digests {
  private digested: ReadonlySet<string> | undefined;
  /** All older transactions were through when rows began to change. */
  private before: string | undefined;

  constructor(
    private readonly plans: readonly CollectionPlan[],
    private readonly isDirect: (table: TablePlan) => boolean,
  ) {}

  /** Per table: what tells it from any other. */
  async identities(session: Session): Promise<ReadonlyMap<string, string>> {
    const names = tablesOf(this.plans).map(({ name }) => name);
    const { rows } = await session.query<IdentityRow>('looking at the tables', identitiesSql, [
      session.uri.schema,
      names,
    ]);
    return new Map(rows.map(({ name, identity }) => [name, identity]));
  }

  async known(
    session: Session,
    plan: CollectionPlan,
    rows: KnownRows,
    memory: DigestMemory,
  ): Promise<DigestSet | undefined> {
    const [main, ...fanOuts] = plan.tables;
    const doing = `reading the digests of ${plan.name}`;
    if (!(await this.has(session, plan))) return undefined;
    const counted = await session.query<{ count: string }>(doing, countDigestsSql(main));
    const count = Number(counted.rows[0]?.count);
    if (count === 0) return undefined;
    const set = DigestSet.withRoom(count, fanOuts.length, memory);
    await session.query(doing, hashingSql);
    await eachDigest(
      session.copyOut(doing, copyKnownSql(session.uri.schema, plan.tables, rows)),
      fanOuts.length,
      ({ bytes, start, integers }) => set.add(bytes, start, integers),
    );
    return set.complete();
  }

  /** Digests under the ids of what was staged or rejected. */
  async ofRead(session: Session, plan: CollectionPlan): Promise<readonly Buffer[]> {
    const found: Buffer[] = [];
    if (!(await this.has(session, plan))) return found;
    const doing = `comparing the digests of ${plan.name}`;
    await eachDigest(session.copyOut(doing, copyTouchedSql(plan.tables, this.isDirect)), 0, (digest) =>
      found.push(Buffer.from(digest.bytes.subarray(digest.start, digest.start + 16))),
    );
    return found;
  }

  /** Before the first row changes. */
  async forget(session: Session): Promise<void> {
    const { rows } = await session.query<{ xid: string }>(
      'looking at what is under way',
      oldestTransactionSql,
    );
    this.before = rows[0]?.xid;
    for (const plan of await this.touchedPlans(session))
      if (await this.has(session, plan))
        await session.query(
          `forgetting the digests of ${plan.name}`,
          forgetTouchedSql(plan.tables, this.isDirect),
        );
  }

  /** In the transaction that closes the run. */
  async keep(session: Session, { id }: ImportRun): Promise<void> {
    for (const { name, tables } of await this.touchedPlans(session)) {
      const doing = `keeping the digests of ${name}`;
      for (const table of tables) {
        await session.query(doing, createDigestsSql(table));
        await session.query(
          doing,
          keepDigestsSql(session.uri.schema, tables[0], table, this.isDirect(table), tablesOf(this.plans)),
          [id, this.before],
        );
      }
    }
  }

  /** Collections of which this run has staged, placed or rejected anything. */
  private async touchedPlans(session: Session): Promise<readonly CollectionPlan[]> {
    const doing = 'looking at what is staged';
    const filled = await session.query<NameRow>(doing, filledStagesSql(tablesOf(this.plans)));
    const rejected = await session.query<NameRow>(doing, rejectedCollectionsSql);
    const names = new Set([...filled.rows, ...rejected.rows].map(({ name }) => name));
    return this.plans.filter(
      (plan) =>
        names.has(plan.name) || plan.tables.some((table) => this.isDirect(table) || names.has(table.name)),
    );
  }

  /** Whether earlier imports have left digests of the collection. */
  private async has(session: Session, plan: CollectionPlan): Promise<boolean> {
    if (this.digested === undefined) {
      const { rows } = await session.query<{ name: string }>(
        'looking for digests',
        digestedTablesSql(tablesOf(this.plans)),
      );
      this.digested = new Set(rows.map(({ name }) => name));
    }
    return plan.tables.every(({ name }) => this.digested?.has(name) === true);
  }
}
