import { Email, Id, IndexOn, Json, Reference, Table, Text, Timestamp } from '@etl/core';

@Table('JobApplication')
@IndexOn('jobPostingId', 'appliedAt')
export class JobApplication {
  @Id() id!: string;
  @Text() name!: string;
  @Email() email!: string;
  @Text() phone!: string;
  @Text({ nullable: true }) coverLetter!: string | null;
  /** `{ url, publicId, originalName }` */
  @Json() cvFile!: unknown;
  @Reference({ table: 'JobPosting', from: 'jobPosting' }) jobPostingId!: string;
  @Text({ default: 'pending' }) status!: string;
  @Text({ nullable: true }) notes!: string | null;
  @Timestamp({ default: 'now' }) appliedAt!: Date;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
