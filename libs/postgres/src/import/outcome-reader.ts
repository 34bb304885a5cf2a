import type { NulledReference, Reject, RejectCode } from '@etl/core';
import { cursorRows } from '../connection/cursor';
import { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
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

/** Rows of a query over a session of their own, which ends with them: other work can go on meanwhile. */
async function* rowsOf<Row>(uri: TargetUri, sql: string, collection: string): AsyncGenerator<Row> {
  const session = await Session.open(uri);
  try {
    const doing = `reading the outcome of ${collection}`;
    await session.query(doing, 'BEGIN READ ONLY');
    yield* cursorRows<Row>(session, 'outcome', doing, sql, [collection]);
  } finally {
    await session.close();
  }
}

export async function* readRejects(uri: TargetUri, collection: string): AsyncGenerator<Reject> {
  for await (const row of rowsOf<RejectRow>(uri, selectRejectsSql, collection)) {
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
  uri: TargetUri,
  collection: string,
): AsyncGenerator<NulledReference> {
  for await (const row of rowsOf<NulledRow>(uri, selectNulledSql, collection)) {
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
