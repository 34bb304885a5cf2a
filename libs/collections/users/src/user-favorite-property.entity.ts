import { DerivedId, FanOut, ParentReference, Reference, Table, Timestamp, UniqueKey } from '@etl/core';

/** One property that a user has marked; the array holds bare ids or `{ property, addedAt }`. */
@Table('UserFavoriteProperty')
@FanOut({ from: 'favoriteProperties', bare: 'property' })
@UniqueKey('userId', 'propertyId')
export class UserFavoriteProperty {
  @DerivedId('userId', 'propertyId') id!: string;
  @ParentReference({ table: 'User' }) userId!: string;
  @Reference({ table: 'Property', from: 'property' }) propertyId!: string;
  @Timestamp({ from: 'addedAt', default: 'now', keep: 'latest' }) createdAt!: Date;
}
