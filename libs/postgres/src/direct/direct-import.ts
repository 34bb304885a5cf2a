import { type ImportRun, LoadError, type MergeOptions, type TablePlan } from '@etl/core';
import type { Session } from '../connection/session';
import { serverFault } from '../connection/sqlstate';
import { forgetUnfinishedSql, type PutAsideRow } from '../sql/direct/bring-back';
import { countPlacesSql } from '../sql/direct/place';
import { mergeDirectResidueSql } from '../sql/merge/merge-residue';
import {
  bringKeysBack,
  buildUnique,
  describeKey,
  readPutAside,
  REFER,
  runLine,
  validateKeys,
} from './bring-back';
import { DirectRows } from './direct-rows';
import type { KeySessions } from './key-sessions';
import { putKeysAside } from './put-aside';
import { restoreKeys } from './restore-keys';

/** The tables of one import that take the place of their stage, from the day their keys are put aside. */
export class DirectImport {
  private readonly names = new Set<string>();
  /** Rows in them that resolving has to look at. */
  readonly rows: DirectRows;
  /** From the first key that is put aside until all are back. */
  private isOpen = false;

  constructor(
    private readonly sessions: KeySessions,
    private readonly run: ImportRun,
    private readonly tables: readonly TablePlan[],
  ) {
    this.rows = new DirectRows(this.names, sessions, (session, table) =>
      buildUnique(session, table.name, { onFailure: this.refuse }),
    );
  }

  has({ name }: TablePlan): boolean {
    return this.names.has(name);
  }

  /** Whether {@link abandon} has anything to do. */
  get isUnfinished(): boolean {
    return this.isOpen;
  }

  get isEmpty(): boolean {
    return this.names.size === 0;
  }

  /** Puts the keys of empty tables aside. Answers why the others keep theirs. */
  async begin(session: Session): Promise<ReadonlyMap<string, string>> {
    if (this.run.keepKeys === true)
      return new Map(this.tables.map(({ name }) => [name, 'keys are kept in this run']));
    this.isOpen = true;
    const { direct, reasons } = await putKeysAside(session, this.run, this.tables);
    for (const name of direct) this.names.add(name);
    this.isOpen = !this.isEmpty;
    return reasons;
  }

  /** How many rows lie in the target, per table. */
  async count(session: Session): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const table of this.tables.filter((one) => this.has(one))) {
      const { rows } = await session.query<{ count: string }>(
        `counting the rows of ${table.name}`,
        countPlacesSql(table.name),
      );
      counts.set(table.name, Number(rows[0]?.count));
    }
    return counts;
  }

  /** Builds indexes, unique keys and primary keys. */
  async bringKeysBack(session: Session, { onKeys }: MergeOptions): Promise<void> {
    const onDone = (done: number, total: number): void => onKeys?.({ step: 'build', done, total });
    await bringKeysBack(
      { sessions: this.sessions, onFailure: this.refuse, onDone },
      await readPutAside(session),
    );
  }

  /**
   * Foreign keys come back unchecked, the residue of the rows is kept, and from then on the rows are the target's own: in
   * one transaction. An import that dies before it takes all of its rows out again.
   */
  async conclude(session: Session, withResidue: (table: TablePlan) => Promise<boolean>): Promise<void> {
    const doing = 'bringing foreign keys back';
    const mains: TablePlan[] = [];
    for (const table of this.tables)
      if (this.has(table) && table.fanOut === undefined && (await withResidue(table))) mains.push(table);
    const references = (await readPutAside(session)).filter(({ phase }) => phase === REFER);
    await session.transaction(doing, async () => {
      await this.sessions.limitWaiting(session);
      for (const table of mains)
        await session.query(`merging the residue of ${table.name}`, mergeDirectResidueSql(table), [
          this.run.id,
        ]);
      for (const line of references) await runLine(session, line);
      for (const sql of forgetUnfinishedSql) await session.query(doing, sql);
    });
  }

  /** Checks the foreign keys that {@link conclude} has added. */
  async validate(session: Session, { onKeys }: MergeOptions): Promise<void> {
    const onDone = (done: number, total: number): void => onKeys?.({ step: 'check', done, total });
    await validateKeys(
      { sessions: this.sessions, onFailure: this.refuse, onDone },
      await readPutAside(session),
    );
    this.isOpen = false;
  }

  /** Takes the rows out again and brings the keys back, where the import did not get to its end. */
  async abandon(): Promise<void> {
    if (!this.isOpen) return;
    await restoreKeys(this.sessions);
    this.isOpen = false;
  }

  private readonly refuse = async (line: PutAsideRow, error: unknown): Promise<void> => {
    if (!(error instanceof LoadError) || error.retryable) throw error;
    const others = isBroken(error) ? '; somebody else may have written into the table during the import' : '';
    throw new LoadError(error.code, `${describeKey(line)} cannot come back${others}: ${error.message}`, {
      cause: error,
      context: error.context,
    });
  };
}

/** A key that the rows do not keep, and not a disk that is full. */
const isBroken = (error: unknown): boolean => serverFault(error)?.sqlstate.startsWith('23') === true;
