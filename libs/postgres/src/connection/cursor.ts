import type { Session } from './session';

/** A line of the journal is some kilobytes, and the largest of what is read so. */
const PAGE = 250;

/** The rows of a query, a page at a time: memory does not grow with them. Must run inside a transaction. */
export async function* cursorRows<Row>(
  session: Session,
  name: string,
  doing: string,
  sql: string,
  values: readonly unknown[] = [],
): AsyncGenerator<Row> {
  await session.query(doing, `DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, values);
  try {
    for (;;) {
      const { rows } = await session.query<Row>(doing, `FETCH ${PAGE} FROM ${name}`);
      yield* rows;
      if (rows.length < PAGE) return;
    }
  } finally {
    await session.query(doing, `CLOSE ${name}`).catch(() => undefined);
  }
}
