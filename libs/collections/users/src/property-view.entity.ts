import {
  DerivedId,
  FanOut,
  Integer,
  ParentReference,
  Reference,
  Table,
  Timestamp,
  UniqueKey,
} from '@etl/core';

/** One property that a user has looked at; of a pair that comes twice, the later date and the larger count stay. */
@Table('PropertyView')
@FanOut({ from: 'viewedProperties', bare: 'property' })
@UniqueKey('userId', 'propertyId')
export class PropertyView {
  @DerivedId('userId', 'propertyId') id!: string;
  @ParentReference({ table: 'User' }) userId!: string;
  @Reference({ table: 'Property', from: 'property' }) propertyId!: string;
  @Integer({ default: 1, keep: 'largest' }) viewCount!: number;
  @Timestamp({ from: 'viewedAt', default: 'now', keep: 'latest' }) lastViewedAt!: Date;
}
