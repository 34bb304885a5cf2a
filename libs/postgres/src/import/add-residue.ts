import type { RowSink, TablePlan } from '@etl/core';
import type { SpareSessions } from '../connection/spare-sessions';
import { CopyEncoder } from '../copy/copy-encoder';
import { primaryKeyOf } from '../schema/plan-parts';
import { mergeDirectResidueSql, mergeResidueSql } from '../sql/merge/merge-residue';
import { stageEndsSql } from '../sql/merge/stage-ends';
import { copyResidueSql } from '../sql/stage/copy-stage';

const FLUSH_BYTES = 4 * 1024 * 1024;

/**
 * Adds fragments of residue to the stage, all or none. Where the documents' table is merged already, they reach the
 * residue at once. The same fragment twice counts once.
 */
export async function addResidue(
  sessions: SpareSessions,
  runId: string,
  main: TablePlan,
  { merged, direct }: { readonly merged: boolean; readonly direct: boolean },
  write: (sink: RowSink) => AsyncIterable<void>,
): Promise<void> {
  const doing = `adding to the residue of ${main.collection}`;
  const encoder = new CopyEncoder([main.collection]);
  const written = write(encoder)[Symbol.asyncIterator]();
  // Most collections have nothing to add, and a session takes longer than to find that out.
  if ((await written.next()).done === true) return;
  await sessions.use(async (session) => {
    await session.transaction(doing, async () => {
      let rows = 0;
      const flush = async (): Promise<void> => {
        if (encoder.rows === 0) return;
        await session.copy(doing, copyResidueSql, encoder.bytes());
        rows += encoder.rows;
        encoder.clear();
      };
      for await (const _ of { [Symbol.asyncIterator]: () => written })
        if (encoder.bytes().length > FLUSH_BYTES) await flush();
      await flush();
      if (!merged || rows === 0) return;
      if (direct) {
        await session.query(doing, mergeDirectResidueSql(main), [runId]);
        return;
      }
      const key = primaryKeyOf(main).name;
      const [ends] = (
        await session.query<{ first: string | null; last: string | null }>(
          doing,
          stageEndsSql(main.name, key),
        )
      ).rows;
      if (typeof ends?.first === 'string')
        await session.query(doing, mergeResidueSql(main, key), [ends.first, ends.last, runId]);
    });
  });
}
