import {
  Bool,
  Email,
  EnumOf,
  Id,
  IndexOn,
  Integer,
  Json,
  Reference,
  Table,
  Text,
  Timestamp,
  UniqueKey,
  Url,
} from '@etl/core';
import { UserRole } from '@etl/target-enums';
import { IsEmail, Matches } from 'class-validator';

/** Constraints of class-validator warn: the target takes what breaks them, so the row loads and is counted. */
@Table('User')
@UniqueKey('email')
@IndexOn('role', 'isActive')
export class User {
  @Id() id!: string;
  @Text() name!: string;
  @IsEmail() @Email() email!: string;
  @Text() phone!: string;
  /** A bcrypt hash; a user without one is a reject, never a made-up hash. */
  @Matches(/^\$2[aby]\$\d\d\$/) @Text() password!: string;
  @EnumOf(UserRole, { default: 'user' }) role!: string;
  @Integer({ default: 5 }) hierarchy!: number;
  @Reference({ table: 'User', from: 'createdBy', nullable: true }) createdById!: string | null;
  /** An object of booleans. */
  @Json({ nullable: true }) permissions!: unknown;
  @Bool({ default: true }) isActive!: boolean;
  @Url({ nullable: true }) profileImage!: string | null;
  /** `{ propertyTypes[], locations[], priceRange { min, max } }` */
  @Json({ nullable: true }) preferences!: unknown;
  @Timestamp({ nullable: true }) lastLogin!: Date | null;
  @Bool({ default: false }) isEmailVerified!: boolean;
  @Text({ nullable: true }) bio!: string | null;
  @Text({ nullable: true }) location!: string | null;
  @Bool({ default: false }) subscribeToNewsletter!: boolean;
  /** `{ propertiesViewed, inquiriesSent, profileViews }` */
  @Json({ nullable: true }) activityStats!: unknown;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
