import { Double, Id, Table, Text, Timestamp, UniqueKey } from '@etl/core';

@Table('Governorate')
@UniqueKey('name')
@UniqueKey('slug')
export class Governorate {
  @Id() id!: string;
  @Text() name!: string;
  @Text() slug!: string;
  @Double({ default: 0 }) annualAppreciationRate!: number;
  @Text({ nullable: true }) description!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
