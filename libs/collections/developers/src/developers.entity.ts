import { Id, Table, Text, Timestamp, UniqueKey, Url } from '@etl/core';

@Table('Developer')
@UniqueKey('name')
@UniqueKey('slug')
export class Developer {
  @Id() id!: string;
  @Text() name!: string;
  @Text() slug!: string;
  @Url({ nullable: true }) logo!: string | null;
  @Text({ nullable: true }) description!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
