import { Bool, Id, Json, Reference, Table, Text, TextArray, Timestamp, UniqueKey } from '@etl/core';

@Table('Compound')
@UniqueKey('slug')
export class Compound {
  @Id() id!: string;
  @Text() name!: string;
  @Text() slug!: string;
  @Text({ nullable: true }) description!: string | null;
  @Reference({ table: 'Developer', from: 'developer', nullable: true }) developerId!: string | null;
  @Reference({ table: 'Governorate', from: ['governorate_ref', 'governorate'], nullable: true })
  governorateId!: string | null;
  @Reference({ table: 'City', from: ['city_ref', 'city'], nullable: true }) cityId!: string | null;
  @Reference({ table: 'Area', from: ['area_ref', 'area'], nullable: true }) areaId!: string | null;
  @Bool({ default: false }) isFeatured!: boolean;
  /** Free text in the target: kept as it is spelled. */
  @Text({ default: 'planning' }) status!: string;
  @Timestamp({ nullable: true }) launchDate!: Date | null;
  @Timestamp({ nullable: true }) handoverDate!: Date | null;
  /** `{ url, publicId, caption }` */
  @Json({ nullable: true }) heroImage!: unknown;
  @Json({ nullable: true }) gallery!: unknown;
  @TextArray() amenities!: string[] | null;
  /** `{ brochureUrl, videoUrl, tags[] }` */
  @Json({ nullable: true }) metadata!: unknown;
  /** `{ title, description, keywords[] }` */
  @Json({ nullable: true }) seo!: unknown;
  /** `{ coordinates, mapUrl }` */
  @Json({ nullable: true }) location!: unknown;
  @Reference({ table: 'User', from: 'createdBy', nullable: true }) createdById!: string | null;
  @Reference({ table: 'User', from: 'updatedBy', nullable: true }) updatedById!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
