import {
  ColumnOf,
  DerivedId,
  FanOut,
  Id,
  Integer,
  integerCodec,
  ParentReference,
  Reference,
  Table,
  Text,
  TextArray,
  Timestamp,
  UniqueKey,
} from '@etl/core';
import { planOf } from './import-trial';

// Small tables with every kind of reference; for specs only.

@Table('Person')
@UniqueKey('email')
@UniqueKey('slug')
export class Person {
  @Id() id!: string;
  @Text({ nullable: true }) email!: string | null;
  @Text({ nullable: true }) slug!: string | null;
  @Text({ default: 'anon' }) name!: string;
  @TextArray() tags!: string[] | null;
  @Reference({ table: 'Person', from: 'boss', nullable: true }) bossId!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp({ nullable: true }) updatedAt!: Date | null;
}

@Table('House')
export class House {
  @Id() id!: string;
  @Reference({ table: 'Person', from: 'owner' }) ownerId!: string;
  @Reference({ table: 'Person', from: 'guest', nullable: true }) guestId!: string | null;
}

@Table('Visit')
@FanOut({ from: 'visits', bare: 'house' })
@UniqueKey('personId', 'houseId')
export class Visit {
  @DerivedId('personId', 'houseId') id!: string;
  @ParentReference({ table: 'Person' }) personId!: string;
  @Reference({ table: 'House', from: 'house' }) houseId!: string;
  @Integer({ default: 1, keep: 'largest' }) times!: number;
  @Timestamp({ default: 'now', keep: 'latest' }) seenAt!: Date;
  @Text({ nullable: true }) note!: string | null;
}

/** A required reference to the table itself, and a unique key. */
@Table('Node')
@UniqueKey('label')
export class Node {
  @Id() id!: string;
  @Reference({ table: 'Node', from: 'parent' }) parentId!: string;
  @Text({ nullable: true }) label!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
}

/** One row, whatever the document is called; and a column of another type. */
@Table('Setting')
export class Setting {
  @Id({ always: 'setting' }) id!: string;
  @ColumnOf({ type: 'bigint', codec: integerCodec }, { nullable: true }) size!: number | null;
  @Timestamp({ nullable: true }) updatedAt!: Date | null;
}

export const people = planOf('people', Person, Visit);
export const houses = planOf('houses', House);
export const nodes = planOf('nodes', Node);
export const settings = planOf('settings', Setting);
