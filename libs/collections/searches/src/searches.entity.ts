import { Id, IndexOn, Integer, Json, Reference, Table, Text, Timestamp } from '@etl/core';

/** Written once and never changed: there is no updatedAt. */
@Table('Search')
@IndexOn('createdAt')
export class Search {
  @Id() id!: string;
  /** What was typed; empty where only filters were set. */
  @Text() query!: string;
  @Reference({ table: 'User', nullable: true }) userId!: string | null;
  @Text() ipAddress!: string;
  @Text({ nullable: true }) userAgent!: string | null;
  @Integer({ default: 0 }) resultsCount!: number;
  @Json({ nullable: true }) filters!: unknown;
  @Timestamp({ default: 'now' }) createdAt!: Date;
}
