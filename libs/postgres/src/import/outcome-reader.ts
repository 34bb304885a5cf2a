import type { NulledReference, Reject, RejectCode } from '@etl/core';
import { cursorRows } from '../connection/cursor';
import type { SpareSessions } from '../connection/spare-sessions';
import {
  type NulledRow,
  type RejectRow,
  selectNulledSql,
  selectRejectsSql,
} from '../sql/journal/read-rejects';

const placeOf = (row: { line: string; offset: string; length: string }): Reject['place'] => ({
  line: Number(row.line),
  offset: Number(row.offset),
  length: Number(row.length),
});

/** Rows of a query over a session that is theirs until they end: other work can go on meanwhile. */
async function* rowsOf<Row>(sessions: SpareSessions, sql: string, collection: string): AsyncGenerator<Row> {
  const session = await sessions.take();
  let ended = false;
  try {
    const doing = `reading the outcome of ${collection}`;
    await session.query(doing, 'BEGIN READ ONLY');
    yield* cursorRows<Row>(session, 'outcome', doing, sql, [collection]);
    await session.query(doing, 'COMMIT');
    ended = true;
  } finally {
    if (ended) sessions.giveBack(session);
    else await session.close();
  }
}

export async function* readRejects(sessions: SpareSessions, collection: string): AsyncGenerator<Reject> {
  for await (const row of rowsOf<RejectRow>(sessions, selectRejectsSql, collection)) {
    yield {
      collection,
      table: row.table_name,
      documentId: row.document_id,
      place: placeOf(row),
      entry: row.entry,
      code: row.code as RejectCode,
      field: row.field,
      value: row.value,
      detail: row.detail,
      cause:
        row.cause_table === null
          ? null
          : {
              table: row.cause_table,
              documentId: row.cause_document_id ?? '',
              code: row.cause_code as RejectCode,
            },
    };
  }
}

export async function* readNulledReferences(
  sessions: SpareSessions,
  collection: string,
): AsyncGenerator<NulledReference> {
  for await (const row of rowsOf<NulledRow>(sessions, selectNulledSql, collection)) {
    yield {
      collection,
      table: row.table_name,
      column: row.column_name,
      documentId: row.document_id,
      place: placeOf(row),
      entry: row.entry,
    };
  }
}
