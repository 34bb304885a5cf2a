import type { KeyAction, ReferenceSpec } from '@etl/core';
import { columnList, qualified, quoted } from '../identifier';

/** A reference as a constraint. */
export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly column: string;
  readonly referencedTable: string;
  readonly referencedColumn: string;
  readonly onDelete: ReferenceSpec['onDelete'];
  readonly onUpdate: 'CASCADE' | KeyAction;
}

export function addForeignKeySql(schema: string, key: ForeignKey): string {
  return (
    `ALTER TABLE ${qualified(schema, key.table)} ADD CONSTRAINT ${quoted(key.name)} ` +
    `FOREIGN KEY (${columnList([key.column])}) REFERENCES ${qualified(schema, key.referencedTable)} ` +
    `(${columnList([key.referencedColumn])}) ON DELETE ${key.onDelete} ON UPDATE ${key.onUpdate}`
  );
}
