import { Bool, Id, IndexOn, Json, Reference, Table, Text, Timestamp } from '@etl/core';

/** The texts with a default have a fixed vocabulary in the application and none in the target: kept as they are spelled. */
@Table('Inquiry')
@IndexOn('propertyId', 'status')
@IndexOn('status', 'isArchived')
export class Inquiry {
  @Id() id!: string;
  @Reference({ table: 'Property', from: 'property' }) propertyId!: string;
  @Reference({ table: 'User', from: 'user', nullable: true }) userId!: string | null;
  /** `{ name, email, phone }` */
  @Json() contactInfo!: unknown;
  @Text() message!: string;
  @Text({ default: 'general' }) inquiryType!: string;
  @Text({ default: 'phone' }) preferredContactMethod!: string;
  @Text({ default: 'anytime' }) preferredTime!: string;
  /** `{ min, max, currency }` */
  @Json({ nullable: true }) budget!: unknown;
  @Text({ default: 'flexible' }) timeline!: string;
  @Text({ default: 'new' }) status!: string;
  @Text({ default: 'medium' }) priority!: string;
  @Reference({ table: 'User', from: 'assignedTo', nullable: true }) assignedToId!: string | null;
  /** `{ note, addedBy, addedAt }[]` */
  @Json({ nullable: true }) notes!: unknown;
  @Timestamp({ nullable: true }) followUpDate!: Date | null;
  @Bool({ default: false }) isRead!: boolean;
  @Bool({ default: false }) isArchived!: boolean;
  @Timestamp({ nullable: true }) archivedAt!: Date | null;
  @Text({ default: 'website' }) source!: string;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
