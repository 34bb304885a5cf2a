import type { SchemaDifference } from '@etl/core';
import type { Session } from '../connection/session';
import { type MissingKeyRow, missingKeysSql, putAsideThereSql } from '../sql/direct/bring-back';

const DOING = 'looking for keys that are put aside';

/** Whether imports into this database put keys aside at all, and the role may see which. */
export async function isPutAsideThere(session: Session): Promise<boolean> {
  return (await session.query<{ there: boolean }>(DOING, putAsideThereSql)).rows[0]?.there === true;
}

/** Keys that a dead import, or one that is at work, has put aside. */
export async function readMissingKeys(session: Session): Promise<readonly MissingKeyRow[]> {
  if (!(await isPutAsideThere(session))) return [];
  return (await session.query<MissingKeyRow>(DOING, missingKeysSql, [session.uri.schema])).rows;
}

/**
 * The missing keys of a table of which some are put aside. They stop nobody: the next import brings them back, and looks
 * again. A key may have another name than the entity's, so the table decides.
 */
export function namePutAside(
  aside: readonly MissingKeyRow[],
  differences: readonly SchemaDifference[],
): readonly SchemaDifference[] {
  const [first] = aside;
  if (first === undefined) return differences;
  const found = `put aside by the import ${first.run}: npm run etl:schema -- restore brings it back if that has died`;
  return differences.map((difference) =>
    difference.kind === 'missing'
      ? { ...difference, found, putAsideBy: first.run, blocking: false }
      : difference,
  );
}
