import { Double, Id, Reference, Table, Text, Timestamp, UniqueKey } from '@etl/core';

@Table('City')
@UniqueKey('name')
@UniqueKey('slug')
export class City {
  @Id() id!: string;
  @Text() name!: string;
  @Text() slug!: string;
  @Reference({ table: 'Governorate', from: ['governorate_ref', 'governorate'], nullable: true })
  governorateId!: string | null;
  @Double({ default: 0 }) annualAppreciationRate!: number;
  @Text({ nullable: true }) description!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
