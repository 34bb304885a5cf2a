import {
  Bool,
  EnumOf,
  Id,
  IndexOn,
  Integer,
  Json,
  Reference,
  Table,
  Text,
  TextArray,
  Timestamp,
  UniqueKey,
} from '@etl/core';
import { ConversationStatus } from '@etl/target-enums';

/** The columns stand in the order of the target, where the last ones were added later. */
@Table('Conversation')
@UniqueKey('sessionId')
@IndexOn('userId')
@IndexOn('status', 'isActive')
@IndexOn('leadCaptured')
@IndexOn('lastMessageAt')
export class Conversation {
  @Id() id!: string;
  @Text() sessionId!: string;
  @Reference({ table: 'User', nullable: true }) userId!: string | null;
  /** `{ role, content, timestamp, metadata }[]`: up to thousands, documents up to megabytes. */
  @Json({ nullable: true }) messages!: unknown;
  @Json({ nullable: true }) userPreferences!: unknown;
  @Json({ nullable: true }) recommendedProperties!: unknown;
  @Json({ nullable: true }) recommendedLaunches!: unknown;
  @Bool({ default: false }) leadCaptured!: boolean;
  @Reference({ table: 'Lead', nullable: true }) leadId!: string | null;
  @EnumOf(ConversationStatus, { default: 'active' }) status!: string;
  @TextArray() tags!: string[] | null;
  @Bool({ default: true }) isActive!: boolean;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
  /** Seconds. */
  @Integer({ nullable: true }) conversationDuration!: number | null;
  @Timestamp({ nullable: true }) firstMessageAt!: Date | null;
  @Text({ nullable: true }) ipAddress!: string | null;
  @Timestamp({ nullable: true }) lastMessageAt!: Date | null;
  @Text({ nullable: true }) referrer!: string | null;
  @Integer({ default: 0 }) totalMessages!: number;
  @Text({ nullable: true }) userAgent!: string | null;
}
