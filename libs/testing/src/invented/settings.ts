import {
  type CollectionDefinition,
  countBy,
  defineCollection,
  DerivedId,
  FanOut,
  Id,
  ParentReference,
  Table,
  Text,
  Timestamp,
} from '@etl/core';

/** The id of the one row. */
export const SETTINGS_ID = 'the-settings';

@Table('Settings')
class Settings {
  @Id({ always: SETTINGS_ID }) id!: string;
  @Text() email!: string;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}

@Table('SettingsPhone')
@FanOut({ from: 'phones', bare: 'number' })
class SettingsPhone {
  @DerivedId('settingsId', 'number') id!: string;
  @ParentReference({ table: 'Settings' }) settingsId!: string;
  @Text() number!: string;
}

/** A collection of one document, whose row has an id of its own. */
export const settings = (changes: Partial<CollectionDefinition> = {}): CollectionDefinition =>
  defineCollection({
    name: 'settings',
    entities: [Settings, SettingsPhone],
    exporter: {},
    ignored: ['__v'],
    aggregates: [countBy('email'), countBy('id')],
    sample: {
      count: () => 1,
      document: ({ id, n }, bson) => ({
        _id: bson.objectId(id('settings', n)),
        email: 'office@example.com',
        phones: ['+20 2 5550 0001', '+20 2 5550 0002'],
        motto: 'unmapped',
        createdAt: bson.date(1_600_000_000_000),
        updatedAt: bson.date(1_700_000_000_000),
      }),
    },
    ...changes,
  });
