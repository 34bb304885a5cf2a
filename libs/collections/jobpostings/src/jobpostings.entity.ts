import { EnumOf, Id, IndexOn, Reference, Table, Text, TextArray, Timestamp } from '@etl/core';
import { JobStatus, JobType } from '@etl/target-enums';

@Table('JobPosting')
@IndexOn('createdAt')
@IndexOn('status', 'jobType')
export class JobPosting {
  @Id() id!: string;
  @Text() title!: string;
  @Text() description!: string;
  @TextArray() requirements!: string[] | null;
  @Text({ nullable: true }) location!: string | null;
  @EnumOf(JobType, { default: 'full-time' }) jobType!: string;
  @Text({ nullable: true }) department!: string | null;
  @EnumOf(JobStatus, { default: 'open' }) status!: string;
  @Reference({ table: 'User', from: 'postedBy' }) postedById!: string;
  @Timestamp({ nullable: true }) expiresAt!: Date | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
