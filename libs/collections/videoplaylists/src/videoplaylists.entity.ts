import { Bool, EnumOf, Id, IndexOn, Reference, Table, Text, Timestamp } from '@etl/core';
import { PlaylistType, VideoAssociationType } from '@etl/target-enums';

@Table('VideoPlaylist')
@IndexOn('isActive')
@IndexOn('type')
export class VideoPlaylist {
  @Id() id!: string;
  @Text() title!: string;
  @Text({ nullable: true }) description!: string | null;
  @EnumOf(PlaylistType, { default: 'manual' }) type!: string;
  @EnumOf(VideoAssociationType, { nullable: true }) associatedType!: string | null;
  @Text({ nullable: true }) associatedId!: string | null;
  @Text({ nullable: true }) thumbnailUrl!: string | null;
  @Bool({ default: true }) isActive!: boolean;
  @Reference({ table: 'User', from: 'createdBy', nullable: true }) createdById!: string | null;
  @Reference({ table: 'User', from: 'updatedBy', nullable: true }) updatedById!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
