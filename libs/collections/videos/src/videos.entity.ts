import { Bool, EnumOf, Id, IndexOn, Integer, Reference, Table, Text, Timestamp } from '@etl/core';
import { VideoAssociationType } from '@etl/target-enums';

@Table('Video')
@IndexOn('associatedType', 'associatedId')
@IndexOn('createdAt')
@IndexOn('isActive', 'isFeatured')
export class Video {
  @Id() id!: string;
  @Text() title!: string;
  @Text({ nullable: true }) description!: string | null;
  @Text() videoUrl!: string;
  @Text({ nullable: true }) thumbnailUrl!: string | null;
  @Integer({ default: 0 }) duration!: number;
  @Integer({ default: 0 }) fileSize!: number;
  @Text({ default: 'mp4' }) format!: string;
  @Text({ nullable: true }) publicId!: string | null;
  @EnumOf(VideoAssociationType) associatedType!: string;
  @Text() associatedId!: string;
  @Integer({ default: 0 }) order!: number;
  @Bool({ default: false }) isFeatured!: boolean;
  @Bool({ default: true }) isActive!: boolean;
  @Reference({ table: 'User', from: 'createdBy' }) createdById!: string;
  @Reference({ table: 'User', from: 'updatedBy', nullable: true }) updatedById!: string | null;
  @Integer({ default: 0 }) views!: number;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
