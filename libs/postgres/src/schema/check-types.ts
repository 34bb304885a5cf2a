import { ConfigError, type TablePlan } from '@etl/core';
import type { Session } from '../connection/session';
import { type TypeRow, typesSql } from '../sql/catalog/types';

/**
 * The types that collections name themselves are types of the target, by the names that PostgreSQL prints: the catalog would
 * never agree with another spelling.
 * @throws ConfigError COLUMN_TYPE_INVALID
 */
export async function requireTypes(session: Session, tables: readonly TablePlan[]): Promise<void> {
  const columns = tables.flatMap((table) =>
    table.columns.flatMap(({ name, type }) =>
      type.kind === 'other' ? [{ at: `${table.name}.${name}`, type: type.name }] : [],
    ),
  );
  if (columns.length === 0) return;
  const names = [...new Set(columns.map(({ type }) => type))];
  const { rows } = await session.query<TypeRow>('asking for types', typesSql, [names]);
  const wrong = columns.flatMap(({ at, type }) => {
    const printed = rows.find(({ name }) => name === type)?.printed ?? null;
    if (printed === null) return [`${at} is of the type ${type}, which the target has not`];
    return withoutSize(type) === printed
      ? []
      : [`${at} is of the type ${type}: write ${withSize(printed, type)}`];
  });
  if (wrong.length === 0) return;
  throw new ConfigError('COLUMN_TYPE_INVALID', `${wrong.join('; ')}.`, {
    context: { target: session.uri.redacted },
  });
}

const SIZE = /\([^)]*\)/;

const withoutSize = (name: string): string => name.replace(SIZE, '');

/** The size of one name in another: `timestamptz(3)` → `timestamp(3) with time zone`. */
function withSize(printed: string, name: string): string {
  const [size = ''] = SIZE.exec(name) ?? [];
  return printed.replace(/(?: with(?:out)? time zone)?(?:\[\])*$/, (end) => `${size}${end}`);
}
