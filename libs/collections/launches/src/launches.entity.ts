import {
  Bool,
  Double,
  EnumOf,
  Id,
  IndexOn,
  Integer,
  Json,
  Numeric,
  Reference,
  Table,
  Text,
  TextArray,
  Timestamp,
  Url,
  UrlArray,
} from '@etl/core';
import { Currency, LaunchPropertyType, LaunchStatus } from '@etl/target-enums';

@Table('Launch')
@IndexOn('status', 'isActive')
@IndexOn('launchDate')
export class Launch {
  @Id() id!: string;
  @Text() title!: string;
  /** The name that is shown, not a reference. */
  @Text() developer!: string;
  @Text() description!: string;
  @Text() content!: string;
  @Url() image!: string;
  /** Urls; in some documents `{ url, publicId, caption }`. */
  @UrlArray() images!: string[] | null;
  @Text() location!: string;
  @EnumOf(LaunchPropertyType) propertyType!: string;
  @EnumOf(LaunchStatus, { default: 'Available' }) status!: string;
  /** A decimal as text. */
  @Numeric(18, 2) startingPrice!: string;
  @EnumOf(Currency, { default: 'EGP' }) currency!: string;
  @Timestamp() launchDate!: Date;
  @Timestamp({ nullable: true }) completionDate!: Date | null;
  @Double() area!: number;
  @Text({ default: 'sqm' }) areaUnit!: string;
  @Integer({ nullable: true }) bedrooms!: number | null;
  @Integer({ nullable: true }) bathrooms!: number | null;
  @TextArray() features!: string[] | null;
  @TextArray() amenities!: string[] | null;
  @Bool({ default: false }) isFeatured!: boolean;
  @Bool({ default: true }) isActive!: boolean;
  @Json({ nullable: true }) contactInfo!: unknown;
  @Json({ nullable: true }) coordinates!: unknown;
  @Json({ nullable: true }) nearbyFacilities!: unknown;
  @Json({ nullable: true }) paymentPlans!: unknown;
  @Reference({ table: 'User', from: 'createdBy' }) createdById!: string;
  @Reference({ table: 'User', from: 'updatedBy', nullable: true }) updatedById!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
