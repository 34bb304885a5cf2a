import {
  Bool,
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
} from '@etl/core';
import {
  Currency,
  DeveloperStatus,
  PropertyApprovalStatus,
  PropertyStatus,
  PropertyType,
} from '@etl/target-enums';

@Table('Property')
@IndexOn('type', 'status')
@IndexOn('isActive', 'isFeatured', 'createdAt')
@IndexOn('governorateId', 'cityId', 'areaId')
@IndexOn('approvalStatus', 'createdAt')
export class Property {
  @Id() id!: string;
  @Text() title!: string;
  @Text() description!: string;
  @EnumOf(PropertyType) type!: string;
  @EnumOf(PropertyStatus, { default: 'for-sale' }) status!: string;
  @EnumOf(DeveloperStatus, { nullable: true }) developerStatus!: string | null;
  @Reference({ table: 'Developer', from: 'developer', nullable: true }) developerId!: string | null;
  @Reference({ table: 'Compound', from: 'compound', nullable: true }) compoundId!: string | null;
  @Bool({ default: false }) isCompound!: boolean;
  /** A decimal as text; 0 is a price, null is none. */
  @Numeric(18, 2, { nullable: true }) price!: string | null;
  @EnumOf(Currency, { default: 'EGP' }) currency!: string;
  /** `{ address, city, state, country, coordinates { latitude, longitude } }` */
  @Json({ nullable: true }) location!: unknown;
  @Reference({ table: 'Governorate', from: ['governorate_ref', 'governorate'], nullable: true })
  governorateId!: string | null;
  @Reference({ table: 'City', from: ['city_ref', 'city'], nullable: true }) cityId!: string | null;
  @Reference({ table: 'Area', from: ['area_ref', 'area'], nullable: true }) areaId!: string | null;
  @Bool({ default: false }) useNewLocationStructure!: boolean;
  /** `{ bedrooms, bathrooms, area, areaUnit, floors, parking, furnished }` */
  @Json({ nullable: true }) specifications!: unknown;
  @TextArray() features!: string[] | null;
  /** `{ url, publicId, caption, isHero, order }[]` */
  @Json({ nullable: true }) images!: unknown;
  @Json({ nullable: true }) video!: unknown;
  @Json({ nullable: true }) virtualTour!: unknown;
  @Json({ nullable: true }) floorPlan!: unknown;
  @Json({ nullable: true }) masterPlan!: unknown;
  @TextArray() amenities!: string[] | null;
  @Json({ nullable: true }) nearbyFacilities!: unknown;
  /** `{ expectedROI, rentalYield, appreciationRate }` */
  @Json({ nullable: true }) investment!: unknown;
  @Json({ nullable: true }) documents!: unknown;
  @Bool({ default: false }) isFeatured!: boolean;
  @Bool({ default: true }) isActive!: boolean;
  @Bool({ default: false }) isArchived!: boolean;
  @Timestamp({ nullable: true }) archivedAt!: Date | null;
  @Timestamp({ nullable: true }) soldDate!: Date | null;
  @Timestamp({ nullable: true }) rentedDate!: Date | null;
  @Integer({ default: 0 }) views!: number;
  @Reference({ table: 'User', from: 'createdBy' }) createdById!: string;
  @EnumOf(PropertyApprovalStatus, { default: 'approved' }) approvalStatus!: string;
  @Reference({ table: 'User', from: 'submittedBy', nullable: true }) submittedById!: string | null;
  @Reference({ table: 'User', from: 'approvedBy', nullable: true }) approvedById!: string | null;
  @Timestamp({ nullable: true }) approvalDate!: Date | null;
  @Text({ nullable: true }) rejectionReason!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
