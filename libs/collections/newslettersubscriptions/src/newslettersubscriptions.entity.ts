import { Bool, Email, EnumOf, Id, IndexOn, Reference, Table, Timestamp, UniqueKey } from '@etl/core';
import { NewsletterSource } from '@etl/target-enums';

@Table('NewsletterSubscription')
@UniqueKey('email')
@IndexOn('isActive')
export class NewsletterSubscription {
  @Id() id!: string;
  @Email() email!: string;
  @Timestamp({ default: 'now' }) subscribedAt!: Date;
  @EnumOf(NewsletterSource) source!: string;
  @Reference({ table: 'User', from: 'user', nullable: true }) userId!: string | null;
  @Bool({ default: true }) isActive!: boolean;
  @Timestamp({ nullable: true }) unsubscribedAt!: Date | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
