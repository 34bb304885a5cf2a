import type { SchemaDifference } from '@etl/core';
import type { Session } from '../connection/session';
import { type MissingKeyRow, missingKeysSql, putAsideThereSql } from '../sql/direct/bring-back';

const DOING = 'looking for keys that are put aside';
const UNREADABLE =
  'or put aside by an import that has died: the role may not read _etl.put_aside, and cannot tell';

/** Whether imports into this database put keys aside at all, and the role may see which. */
export async function putAsideState(session: Session): Promise<'none' | 'there' | 'unreadable'> {
  const [state] = (await session.query<{ readable: boolean }>(DOING, putAsideThereSql)).rows;
  if (state === undefined) return 'none';
  return state.readable ? 'there' : 'unreadable';
}

/** Keys that a dead import, or one that is at work, has put aside; null where the role may not see them. */
export async function readMissingKeys(session: Session): Promise<readonly MissingKeyRow[] | null> {
  const state = await putAsideState(session);
  if (state === 'unreadable') return null;
  if (state === 'none') return [];
  return (await session.query<MissingKeyRow>(DOING, missingKeysSql, [session.uri.schema])).rows;
}

/**
 * The missing keys of a table of which some are put aside. They stop nobody: the next import brings them back, and looks
 * again. A key may have another name than the entity's, so the table decides.
 */
export function namePutAside(
  aside: readonly MissingKeyRow[] | null,
  differences: readonly SchemaDifference[],
): readonly SchemaDifference[] {
  if (aside === null)
    return differences.map((difference) =>
      difference.kind === 'missing' ? { ...difference, found: UNREADABLE } : difference,
    );
  const [first] = aside;
  if (first === undefined) return differences;
  const found = `put aside by the import ${first.run}: npm run etl:schema -- restore brings it back if that has died`;
  return differences.map((difference) =>
    difference.kind === 'missing'
      ? { ...difference, found, putAsideBy: first.run, blocking: false }
      : difference,
  );
}
