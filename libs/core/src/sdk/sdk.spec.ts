import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IsEmail } from 'class-validator';
import { getMetadataArgsStorage } from 'typeorm';
import {
  DerivedId,
  Email,
  Id,
  Integer,
  ParentReference,
  Reference,
  Text,
} from '../collection/column.decorators';
import type { EntityClass } from '../collection/entity-metadata';
import { planCollection } from '../collection/plan';
import { FanOut, IndexOn, Table, UniqueKey } from '../collection/table.decorators';
import { openPlugin } from './collection-plugin';
import { PLUGIN_CONTRACT, sdk } from './sdk';

const SURFACE = join(__dirname, '__golden__/sdk.txt');

/** Every name of the SDK and of its parts; class-validator's own are its own business. */
function surface(): string[] {
  const parts = Object.entries({ sample: sdk.sample, codecs: sdk.codecs, values: sdk.values });
  return [
    ...Object.keys(sdk),
    ...parts.flatMap(([part, names]) => Object.keys(names).map((name) => `${part}.${name}`)),
  ].sort();
}

describe('the SDK of plug-ins', () => {
  it('has these names: where one goes or changes its meaning, the contract is another', () => {
    const text = [`contract ${PLUGIN_CONTRACT}`, ...surface(), ''].join('\n');
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(dirname(SURFACE), { recursive: true });
      writeFileSync(SURFACE, text);
    }
    expect(text).toBe(readFileSync(SURFACE, 'utf8'));
  });

  it('cannot be changed by a plug-in', () => {
    expect(() => Object.assign(sdk, { Text: null })).toThrow(TypeError);
    expect(() => Object.assign(sdk.values, { kindOf: null })).toThrow(TypeError);
  });
});

describe('an entity without decorator syntax', () => {
  @Table('Shop')
  @UniqueKey('email')
  @UniqueKey('code', 'ownerId')
  @IndexOn('code')
  class Decorated {
    @Id() id!: string;
    @IsEmail() @Email() email!: string;
    @Text({ default: 'x' }) code!: string;
    @Reference({ table: 'Owner', from: 'owner', nullable: true }) ownerId!: string | null;
  }
  @Table('ShopShelf')
  @FanOut({ from: 'shelves', bare: 'number' })
  class DecoratedShelf {
    @DerivedId('shopId', 'number') id!: string;
    @ParentReference({ table: 'Shop' }) shopId!: string;
    @Integer() number!: number;
  }
  const described = sdk.entity({
    table: 'Shop',
    columns: {
      id: sdk.Id(),
      email: [sdk.validators.IsEmail(), sdk.Email()],
      code: sdk.Text({ default: 'x' }),
      ownerId: sdk.Reference({ table: 'Owner', from: 'owner', nullable: true }),
    },
    unique: [['email'], ['code', 'ownerId']],
    indexes: [['code']],
  });
  const describedShelf = sdk.entity({
    table: 'ShopShelf',
    columns: {
      id: sdk.DerivedId('shopId', 'number'),
      shopId: sdk.ParentReference({ table: 'Shop' }),
      number: sdk.Integer(),
    },
    fanOut: { from: 'shelves', bare: 'number' },
  });

  const planned = (...entities: [EntityClass, ...EntityClass[]]) =>
    planCollection({
      name: 'shops',
      entities,
      exporter: {},
      ignored: [],
      aggregates: [],
      sample: { count: () => 0, document: () => ({}) },
    });

  it('has the plan of the decorated class', () => {
    const [one, other] = [planned(Decorated, DecoratedShelf), planned(described, describedShelf)];
    expect(other.hash).toBe(one.hash);
    expect([...other.tables[0].warnings.keys()]).toEqual(['email']);
    expect(described.name).toBe('Shop');
  });

  it('says the same to TypeORM', () => {
    const { columns, indices } = getMetadataArgsStorage();
    const of = (target: EntityClass) => ({
      columns: columns.filter((one) => one.target === target).map((one) => [one.propertyName, one.options]),
      indexes: indices.filter((one) => one.target === target).map(({ name, unique }) => [name, unique]),
    });
    expect(JSON.stringify(of(described))).toBe(JSON.stringify(of(Decorated)));
  });
});

describe('an entity in plain JavaScript', () => {
  const id = sdk.Id();
  const shop = (change: object): unknown => ({ table: 'Shop', columns: { id }, ...change });
  const column = (a: unknown): unknown => shop({ columns: { id, a } });

  it.each<[string, () => unknown, string]>([
    [
      'a misspelt part',
      () => shop({ uniqe: [['id']] }),
      'sdk.entity takes no uniqe: there are table, columns, unique, indexes, fanOut.',
    ],
    [
      'no description',
      () => 'Shop',
      'sdk.entity takes an object with table, columns, unique, indexes, fanOut.',
    ],
    ['no table', () => shop({ table: undefined }), 'sdk.entity takes a table: the name of one.'],
    [
      'no columns',
      () => shop({ columns: undefined }),
      'sdk.entity of Shop takes columns: { id: sdk.Id(), … }.',
    ],
    [
      'a column in the place of a list of them',
      () => shop({ unique: ['a'] }),
      `unique of Shop is ["a"]: write a list of columns for each, [['isbn'], ['shelf', 'place']] say.`,
    ],
    [
      'a name in the place of lists',
      () => shop({ indexes: 'a' }),
      `indexes of Shop is "a": write a list of columns for each, [['isbn'], ['shelf', 'place']] say.`,
    ],
    [
      'a misspelt part of a fan-out',
      () => shop({ fanOut: { from: 'a', bear: 'b' } }),
      'fanOut of Shop takes no bear: there are from, bare.',
    ],
    [
      'a decorator that is not called',
      () => column(sdk.Text),
      'The column a of Shop has sdk.Text itself: call it, sdk.Text(…).',
    ],
    [
      'a decorator with what it needs that is not called',
      () => column([sdk.EnumOf]),
      'The column a of Shop has sdk.EnumOf itself: call it, sdk.EnumOf(…).',
    ],
    [
      'a constraint that is not called',
      () => column([sdk.validators.IsEmail, sdk.Email()]),
      'The column a of Shop has a decorator that was not called: write IsEmail(…).',
    ],
    [
      'no decorator',
      () => column('text'),
      'The column a of Shop is "text", which is no decorator: write sdk.Text() say.',
    ],
    [
      'a misspelt choice',
      () =>
        column(sdk.ColumnOf({ type: 'date', codec: sdk.codecs.timestampCodec }, { nulable: true } as object)),
      'The column a of Shop takes no nulable: there are nullable, from, default.',
    ],
    [
      'a choice of another decorator',
      () => column(sdk.Json({ default: {} } as object)),
      'The column a of Shop takes no default: there are nullable, from.',
    ],
    [
      'a word for yes',
      () => column(sdk.Text({ nullable: 'yes' as never })),
      'The column a of Shop has nullable: yes; it is true or false.',
    ],
    [
      'a field that is none',
      () => column(sdk.Text({ from: 5 as never })),
      'The column a of Shop has a from that is neither a field nor a list of fields.',
    ],
    [
      'a misspelt choice of the key',
      () => sdk.Id({ alway: 'x' } as object),
      '@Id takes no alway: there is always.',
    ],
    [
      'a misspelt choice of an aggregate',
      () => sdk.countBy('a', { tops: 5 } as object),
      'countBy takes no tops: there are top, where.',
    ],
    [
      'a misspelt choice of a sum',
      () => sdk.sumOf('a', { per: 'b' } as object),
      'sumOf takes no per: there are by, where.',
    ],
    [
      'a reference without a table',
      () => sdk.Reference({ tabel: 'Owner' } as never),
      '@Reference takes a table: the name of the one that it leads to.',
    ],
    [
      'a misspelt choice of a reference',
      () => column(sdk.Reference({ table: 'Owner', form: 'owner' } as never)),
      'The column a of Shop takes no form: there are nullable, from, table, always, onDelete, onUpdate.',
    ],
  ])('refuses %s', (_title, describe, message) => {
    const refused = (): unknown => sdk.entity(describe() as never);
    expect(refused).toThrow(expect.objectContaining({ code: 'COLLECTION_INVALID', message }) as Error);
  });
});

describe('opening a plug-in', () => {
  const definition = {
    name: 'shops',
    entities: [sdk.entity({ table: 'Shop', columns: { id: sdk.Id() } })],
    exporter: {},
    ignored: [],
    aggregates: [],
    sample: { count: () => 0, document: () => ({}) },
  };
  const contract = PLUGIN_CONTRACT;
  const plugin = (): unknown => definition;
  const open = (module: unknown) => () => openPlugin(module, './shops');

  it.each<[string, unknown]>([
    ['an ES module', { default: plugin, contract }],
    [
      'module.exports = a function with a contract',
      { default: Object.assign(() => definition, { contract }) },
    ],
    ['what TypeScript makes of an ES module', { default: { __esModule: true, default: plugin, contract } }],
    ['the same, required', { __esModule: true, default: plugin, contract }],
    ['a function with a contract, required', Object.assign(() => definition, { contract })],
  ])('takes %s', (_title, module) => {
    expect(open(module)()).toMatchObject({
      definition: { name: 'shops' },
      plan: { tables: [{ name: 'Shop' }] },
    });
  });

  it('hands it the SDK', () => {
    const given: unknown[] = [];
    open({ default: (one: unknown) => given.push(one) && definition, contract })();
    expect(given).toEqual([sdk]);
  });

  it.each<[string, unknown, RegExp]>([
    ['no contract', { default: plugin }, /\.\/shops says no contract; that of this program is 1/],
    [
      'another contract',
      { default: plugin, contract: 2 },
      /written for contract 2; that of this program is 1/,
    ],
    [
      'a contract in words',
      { default: plugin, contract: '1' },
      /written for contract '1', a string and no number; that of this program is 1/,
    ],
  ])('refuses %s', (_title, module, message) => {
    expect(open(module)).toThrow(expect.objectContaining({ code: 'PLUGIN_CONTRACT', exitCode: 2 }) as Error);
    expect(open(module)).toThrow(message);
  });

  it.each<[string, unknown, RegExp]>([
    ['no default export', { contract }, /exports no function by default/],
    ['a definition in place of a function', { default: definition, contract }, /exports no function/],
    ['nothing at all', null, /exports no function/],
    ['a function that returns nothing', { default: () => undefined, contract }, /it returns undefined/],
    ['null', { default: () => null, contract }, /it returns null/],
    [
      'a promise',
      { default: () => Promise.resolve(definition), contract },
      /returns a promise; return the definition itself/,
    ],
    [
      'half a definition',
      { default: () => ({ name: 'shops', entities: [] }), contract },
      /it lacks entities .*it lacks exporter .*it lacks sample/,
    ],
    [
      'a misspelt part of a definition',
      { default: () => ({ ...definition, ignore: [] }), contract },
      /\.\/shops: Its definition takes no ignore: there are name, entities, /,
    ],
    [
      'a misspelt part of an exporter',
      { default: () => ({ ...definition, exporter: { colection: 'shop' } }), contract },
      /\.\/shops: Its exporter takes no colection: there is collection\./,
    ],
    [
      'a name that is no file',
      { default: () => ({ ...definition, name: '../shops' }), contract },
      /it lacks name \(letters, digits, - and _\)/,
    ],
    [
      'a definition that contradicts itself',
      { default: () => ({ ...definition, aggregates: [sdk.countBy('city')] }), contract },
      /The plug-in \.\/shops: .*names the column city, which Shop lacks/,
    ],
    [
      'a codec that is none',
      {
        default: ({ ColumnOf }: typeof sdk) => ColumnOf({ type: 'uuid', codec: { kind: 'uuid' } as never }),
        contract,
      },
      /The plug-in \.\/shops: @ColumnOf got a codec for uuid that lacks scalar .*, encode .*, decode \(a function\)/,
    ],
    [
      'an entity without a table',
      { default: () => ({ ...definition, entities: [class Bare {}] }), contract },
      /The plug-in \.\/shops: Bare has no @Table/,
    ],
  ])('refuses %s', (_title, module, message) => {
    expect(open(module)).toThrow(expect.objectContaining({ code: 'PLUGIN_INVALID', exitCode: 2 }) as Error);
    expect(open(module)).toThrow(message);
  });

  it('says what a plug-in throws', () => {
    const broken = {
      default: () => {
        throw new Error('no licence');
      },
      contract,
    };
    expect(open(broken)).toThrow(expect.objectContaining({ code: 'PLUGIN_FAILED' }) as Error);
    expect(open(broken)).toThrow(/\.\/shops throws when it is handed the SDK: no licence$/);
    expect(() => openPlugin(broken, './shops', __dirname)).toThrow(
      /handed the SDK: no licence \(sdk\.spec\.ts:\d+\)$/,
    );
  });

  it('says where a plug-in calls the SDK for what it refuses, and to correct that', () => {
    const broken = {
      default: (one: typeof sdk) => one.ColumnOf({ type: '', codec: null as never }),
      contract,
    };
    expect(() => openPlugin(broken, './shops', __dirname)).toThrow(
      expect.objectContaining({
        code: 'PLUGIN_INVALID',
        message: expect.stringMatching(/@ColumnOf got the type "": .* \(sdk\.spec\.ts:\d+\)$/),
        remedy: expect.stringContaining('Correct in the plug-in what the message names'),
      }) as Error,
    );
  });

  it('names no keys of a promise', () => {
    expect(open({ default: () => Promise.resolve(definition), contract })).toThrow(
      expect.objectContaining({ context: { plugin: './shops', received: undefined } }) as Error,
    );
  });
});
