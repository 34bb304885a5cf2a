/** Up to here, finding a batch's rows one by one in an index beats reading the whole table. */
const INDEXED_ROWS = 20_000;

/**
 * Settings of one batch's transaction. Deferred constraints would speak at COMMIT, when no row can be told from
 * another. A batch is joined with a table that grows with every batch: reading all of it each time, which the planner
 * prefers at some sizes, would make the merge quadratic.
 */
export function batchSettingsSql(rows: number): string {
  const constraints = 'SET CONSTRAINTS ALL IMMEDIATE';
  if (rows > INDEXED_ROWS) return constraints;
  return `${constraints}; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off`;
}
