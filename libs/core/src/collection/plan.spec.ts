import fc from 'fast-check';
import { IsEmail, Length, Min, validateSync } from 'class-validator';
import { getMetadataArgsStorage } from 'typeorm';
import { Paint, PaintUse, paints } from '../testing/sample-entities';
import { countBy, countByMonth, sumOf } from './aggregate';
import { defineCollection } from './collection-definition';
import {
  DerivedId,
  Id,
  Integer,
  Json,
  ParentReference,
  Reference,
  Text,
  Timestamp,
} from './column.decorators';
import { entityMetadata } from './entity-metadata';
import { FanOut, Table } from './table.decorators';
import { type CollectionPlan, planCollection } from './plan';
import { referencedFirst } from './reference-order';
import { warningChecks } from './warning-checks';

describe('the plan of a collection', () => {
  it('has its columns, keys and indexes as the decorators say, under the names of the target', () => {
    const [main, uses] = planCollection(paints).tables;
    expect(main.columns.map(({ name, nullable }) => `${name}${nullable ? '?' : ''}`)).toEqual([
      'id',
      'code',
      'email?',
      'shade',
      'tint?',
      'isActive',
      'litres?',
      'price?',
      'makerId?',
      'tags?',
      'details?',
      'createdAt',
    ]);
    expect(main.indexes).toEqual([
      { name: 'Paint_code_key', columns: ['code'], unique: true },
      { name: 'Paint_shade_isActive_idx', columns: ['shade', 'isActive'], unique: false },
    ]);
    expect(main.columns.find(({ name }) => name === 'makerId')!.reference).toEqual({
      table: 'Maker',
      onDelete: 'SET NULL',
    });
    expect(uses!.columns.find(({ name }) => name === 'wallId')!.reference).toEqual({
      table: 'Wall',
      onDelete: 'RESTRICT',
    });
    expect(uses!.fanOut).toEqual({ from: 'uses', bare: 'wall' });
  });

  it('has the keys of a target that does something else than the usual, where the column says so', () => {
    @Table('Keyed')
    class Keyed {
      @Id() id!: string;
      @Reference({ table: 'Wall', onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: true }) wallId!:
        string | null;
      @Reference({ table: 'Wall', onUpdate: 'RESTRICT' }) doorId!: string;
    }
    const [, wall, door] = entityMetadata(Keyed).columns.map(({ reference }) => reference);
    expect(wall).toEqual({ table: 'Wall', onDelete: 'NO ACTION', onUpdate: 'NO ACTION' });
    expect(door).toEqual({ table: 'Wall', onDelete: 'RESTRICT', onUpdate: 'RESTRICT' });
    const keys = getMetadataArgsStorage().foreignKeys.filter(({ target }) => target === Keyed);
    expect(keys.map(({ onDelete, onUpdate }) => [onDelete, onUpdate])).toEqual([
      ['NO ACTION', 'NO ACTION'],
      ['RESTRICT', 'RESTRICT'],
    ]);
  });

  it('gives TypeORM the same columns, indexes and foreign keys', () => {
    const storage = getMetadataArgsStorage();
    const of = <T extends { target: unknown }>(all: readonly T[], target: unknown): T[] =>
      all.filter((one) => one.target === target);
    expect(of(storage.tables, Paint)[0]!.name).toBe('Paint');
    expect(of(storage.columns, Paint).map(({ propertyName }) => propertyName)).toEqual(
      planCollection(paints).tables[0].columns.map(({ name }) => name),
    );
    expect(of(storage.indices, Paint).map(({ name, unique }) => [name, unique])).toEqual([
      ['Paint_code_key', true],
      ['Paint_shade_isActive_idx', false],
    ]);
    expect(
      of(storage.foreignKeys, PaintUse).map(({ name, onDelete, onUpdate }) => [name, onDelete, onUpdate]),
    ).toEqual([
      ['PaintUse_paintId_fkey', 'RESTRICT', 'CASCADE'],
      ['PaintUse_wallId_fkey', 'RESTRICT', 'CASCADE'],
    ]);
  });

  it('changes its hash with anything that decides what a line becomes, and only then', () => {
    const base = planCollection(paints).hash;
    expect(planCollection(defineCollection({ ...paints })).hash).toBe(base);
    expect(planCollection(defineCollection({ ...paints, aggregates: [] })).hash).toBe(base);
    expect(planCollection(defineCollection({ ...paints, ignored: ['__v', 'x'] })).hash).not.toBe(base);
  });

  it.each([
    [
      'an aggregate over a column that is not there',
      { aggregates: [countBy('nowhere')] },
      /names the column nowhere/,
    ],
    ['groups of documents', { aggregates: [countBy('details')] }, /groups by details, a jsonb/],
    ['groups of arrays', { aggregates: [countBy(['shade', 'tags'])] }, /groups by tags, a text\[\]/],
    ['the sum of texts', { aggregates: [sumOf('code')] }, /adds up code, a text/],
    ['the month of a text', { aggregates: [countByMonth('code')] }, /takes the month of code, a text/],
    [
      'a filter of documents',
      { aggregates: [countBy('shade', { where: { column: 'details', equals: '{}' } })] },
      /filters by details, a jsonb/,
    ],
    [
      'a fan-out in the first place',
      { entities: [PaintUse, Paint] as const },
      /PaintUse must not have @FanOut/,
    ],
  ])('refuses %s', (_title, change, message) => {
    expect(() => planCollection(defineCollection({ ...paints, ...change } as typeof paints))).toThrow(
      message,
    );
  });

  it('refuses an id of all rows that is none, or whose rows are more than one', () => {
    @Table('Blank')
    class Blank {
      @Id({ always: '' }) id!: string;
    }
    @Table('Part')
    @FanOut({ from: 'parts', bare: 'name' })
    class Part {
      @Id({ always: 'part' }) id!: string;
      @Text() name!: string;
    }
    const refused = (...entities: typeof paints.entities) =>
      expect(() => planCollection(defineCollection({ ...paints, aggregates: [], entities })));
    refused(Blank).toThrow(/Blank cannot always have the id '': it is no id/);
    refused(Paint, Part).toThrow(/Part cannot always have the id 'part': its rows are entries of an array/);
  });

  it('refuses an id that is derived from a column that is not there, or that is the start of the run', () => {
    const visits = (...columns: string[]) => {
      @Table('Visit')
      @FanOut({ from: 'visits', bare: 'at' })
      class Visit {
        @ParentReference({ table: 'Paint' }) paintId!: string;
        @Timestamp({ default: 'now' }) at!: Date;
      }
      DerivedId(...columns)(Visit.prototype, 'id');
      return () => planCollection(defineCollection({ ...paints, entities: [Paint, Visit] }));
    };
    expect(visits('paintId', 'place')).toThrow(/Visit\.id is derived from place, which Visit lacks/);
    expect(visits('paintId', 'at')).toThrow(/derived from at, whose default is another one in every run/);
  });

  it('refuses an entity without a table, and one without a key', () => {
    class Bare {}
    @Table('Keyless')
    class Keyless {
      @Text() name!: string;
    }
    expect(() => planCollection(defineCollection({ ...paints, aggregates: [], entities: [Bare] }))).toThrow(
      /Bare has no @Table/,
    );
    expect(() =>
      planCollection(defineCollection({ ...paints, aggregates: [], entities: [Keyless] })),
    ).toThrow(/exactly one @Id/);
  });
});

describe('the order of references', () => {
  const planned = (name: string, ...references: string[]): CollectionPlan => {
    class Entity {}
    Id()(Entity.prototype, 'id');
    for (const table of references) Reference({ table, nullable: true })(Entity.prototype, `${table}Id`);
    Table(name)(Entity);
    return planCollection(defineCollection({ ...paints, name, aggregates: [], entities: [Entity] }));
  };

  it('puts what is referred to first, and cuts cycles', () => {
    const plans = [planned('A', 'B'), planned('B', 'C'), planned('C', 'A', 'C'), planned('D', 'A')];
    const names = referencedFirst(plans).map(({ name }) => name);
    expect(names.indexOf('C')).toBeLessThan(names.indexOf('B'));
    expect(names.indexOf('B')).toBeLessThan(names.indexOf('A'));
    expect(names.indexOf('A')).toBeLessThan(names.indexOf('D'));
  });
});

describe('constraints of class-validator beyond the columns', () => {
  @Table('Checked')
  class Checked {
    @Id() id!: string;
    @IsEmail() @Text() email!: string;
    @Length(2, 5) @Text() name!: string;
    @Min(3) @Integer() rooms!: number;
  }

  it('say as plain checks what class-validator says of the whole entity', () => {
    const checks = warningChecks(Checked);
    expect([...checks.keys()].sort()).toEqual(['email', 'name', 'rooms']);
    const email = fc.oneof(fc.emailAddress(), fc.string());
    fc.assert(
      fc.property(email, fc.string(), fc.integer({ min: -9, max: 9 }), (mail, name, rooms) => {
        const entity = Object.assign(new Checked(), { id: 'x', email: mail, name, rooms });
        const broken = validateSync(entity).flatMap(({ property, constraints }) =>
          Object.keys(constraints ?? {}).map((constraint) => `${property}.${constraint}`),
        );
        const found = [...checks].flatMap(([property, ones]) =>
          ones
            .filter(({ holds }) => !holds(entity[property as keyof Checked]))
            .map(({ name: one }) => `${property}.${one}`),
        );
        expect(found.sort()).toEqual(broken.sort());
      }),
    );
  });

  it('are refused where they cannot be checked value by value', () => {
    @Table('Unchecked')
    class Unchecked {
      @Id() id!: string;
      @Length(1, 2) @Json() details!: unknown;
    }
    expect(() =>
      planCollection(defineCollection({ ...paints, aggregates: [], entities: [Unchecked] })),
    ).toThrow(/only scalar columns/);
  });
});
