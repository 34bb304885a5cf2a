import { planCollection, type CollectionPlan } from './plan';
import { requireFittingPlans } from './plans-together';
import { EnumOf, Id, Reference, Text } from './column.decorators';
import { defineEnum } from './enum-definition';
import type { EntityClass } from './entity-metadata';
import { Table } from './table.decorators';

const planned = (name: string, entity: EntityClass): CollectionPlan =>
  planCollection({
    name,
    entities: [entity],
    exporter: {},
    ignored: [],
    aggregates: [],
    sample: { count: () => 0, document: () => ({}) },
  });

@Table('Settings')
class Settings {
  @Id({ always: 'the-settings' }) id!: string;
  @Text() email!: string;
}

@Table('Page')
class Page {
  @Id() id!: string;
  @Reference({ table: 'Settings', from: 'settings', always: 'the-settings', nullable: true })
  settingsId!: string | null;
  @EnumOf(defineEnum('Shade', ['light', 'dark'])) shade!: string;
}

const settings = planned('settings', Settings);
const pages = planned('pages', Page);

describe('collections that are used together', () => {
  it('fit where each fills tables of its own', () => {
    expect(() => requireFittingPlans([settings, pages])).not.toThrow();
  });

  it('cannot fill one table', () => {
    expect(() => requireFittingPlans([pages, planned('leaves', Page)])).toThrow(
      'The collection leaves cannot be used: pages fills the table Page as well: name one of the two in --collections.',
    );
  });

  it('cannot fill one table, which is the business of the plug-in that brings one of them', () => {
    const plugins = new Map([['leaves', './leaves.js']]);
    expect(() => requireFittingPlans([pages, planned('leaves', Page)], plugins)).toThrow(
      expect.objectContaining({
        code: 'PLUGIN_CONFLICT',
        exitCode: 2,
        message:
          'The collection leaves cannot be used beside pages: pages fills the table Page as well: name one of the two in --collections. leaves is of the plug-in ./leaves.js.',
      }) as Error,
    );
  });

  it('mean the same by an enum of one name', () => {
    @Table('Wall')
    class Wall {
      @Id() id!: string;
      @EnumOf(defineEnum('Shade', ['dark', 'light'])) shade!: string;
    }
    expect(() => requireFittingPlans([pages, planned('walls', Wall)])).toThrow(
      /its enum type Shade has the values dark, light; in Page, of pages, it has others/,
    );
  });

  it('refer to a table of one row by the id of that row, and to others by their own', () => {
    @Table('Draft')
    class Draft {
      @Id() id!: string;
      @Reference({ table: 'Settings' }) settings!: string;
    }
    @Table('Copy')
    class Copy {
      @Id() id!: string;
      @Reference({ table: 'Page', always: 'front' }) page!: string;
    }
    expect(() => requireFittingPlans([settings, planned('drafts', Draft)])).toThrow(
      /Draft\.settings refers to Settings, .* say @Reference\(\{ table: 'Settings', always: 'the-settings' \}\)/,
    );
    expect(() => requireFittingPlans([pages, settings, planned('copies', Copy)])).toThrow(
      /Copy\.page says always: 'front', but the rows of Page have ids of their own/,
    );
  });
});
