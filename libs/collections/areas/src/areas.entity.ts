import { Double, Id, Reference, Table, Text, Timestamp, UniqueKey } from '@etl/core';

@Table('Area')
@UniqueKey('cityId', 'name')
export class Area {
  @Id() id!: string;
  @Text() name!: string;
  @Text({ nullable: true }) slug!: string | null;
  @Reference({ table: 'City', from: ['city_ref', 'city'] }) cityId!: string;
  @Double({ default: 0 }) annualAppreciationRate!: number;
  @Text({ nullable: true }) description!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
