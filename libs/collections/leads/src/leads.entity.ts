import {
  Bool,
  Email,
  EnumOf,
  Id,
  IndexOn,
  Json,
  Reference,
  Table,
  Text,
  TextArray,
  Timestamp,
} from '@etl/core';
import { PropertyType } from '@etl/target-enums';
import { IsEmail } from 'class-validator';

/**
 * A lead is of use only with a name, an address and a number: without one of them it is a reject. Texts with a fixed
 * vocabulary in the application have none in the target, and are kept as they are spelled.
 */
@Table('Lead')
@IndexOn('status', 'priority')
@IndexOn('createdAt')
export class Lead {
  @Id() id!: string;
  @Text() name!: string;
  @IsEmail() @Email() email!: string;
  @Text() phone!: string;
  /** `buy`, `sell` or `rent` */
  @Text() requiredService!: string;
  @EnumOf(PropertyType) propertyType!: string;
  /** `investment` or `personal-use` */
  @Text() purpose!: string;
  @Json({ nullable: true }) budget!: unknown;
  /** One string in older documents. */
  @TextArray() preferredLocation!: string[] | null;
  @Text({ nullable: true }) location!: string | null;
  @Text({ default: 'flexible' }) timeline!: string;
  @Text({ default: 'new' }) status!: string;
  @Text({ default: 'medium' }) priority!: string;
  @Reference({ table: 'User', from: 'assignedTo', nullable: true }) assignedToId!: string | null;
  @Text({ default: 'landing-page' }) source!: string;
  /** `{ note, addedBy, addedAt }[]` */
  @Json({ nullable: true }) notes!: unknown;
  @Timestamp({ nullable: true }) followUpDate!: Date | null;
  @Bool({ default: false }) isRead!: boolean;
  @Timestamp({ nullable: true }) lastContactDate!: Date | null;
  @Bool({ default: false }) isArchived!: boolean;
  @Timestamp({ nullable: true }) archivedAt!: Date | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
