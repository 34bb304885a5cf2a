import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ColumnSpec, generateSample, planCollection, type TablePlan } from '@etl/core';
import { PostgresTarget } from '@etl/postgres';
import { sampleBson } from '@etl/testing';
import { serialize } from 'bson';
import { HAND_WRITTEN } from '../testing/existing-collections';
import { databaseWith } from '../testing/with-database';
import type { CollectionDraft, ColumnDraft, ColumnKind } from './collection-draft';
import { draftCollection } from './draft-collection';
import { planOf } from './drafted-entity';

/** Spellings that the entities know from the specification and the sample does not show. */
const NOT_IN_SAMPLE: Readonly<Record<string, readonly string[]>> = {
  'Compound.governorateId': ['governorate_ref'],
  'Compound.areaId': ['area_ref'],
};

const plans = HAND_WRITTEN.map(planCollection);
const tables = plans.flatMap((plan) => plan.tables.map((table) => [table.name, table] as const));

/** A column of an entity as a draft has it, but for what is guessed. */
function draftOf({
  name,
  codec,
  nullable,
  type,
  default: value,
  reference,
  source,
}: ColumnSpec): ColumnDraft {
  return {
    name,
    kind: codec.kind as ColumnKind,
    nullable,
    from: source.kind === 'field' ? source.names : ['_id'],
    ...(value?.kind === 'now' ? { default: 'now' } : {}),
    ...(value?.kind === 'literal' ? { default: value.value } : {}),
    ...(type.kind === 'enum' ? { enum: type.definition } : {}),
    ...(type.kind === 'numeric' ? { numeric: { precision: type.precision, scale: type.scale } } : {}),
    ...(reference === undefined ? {} : { reference: { table: reference.table } }),
  };
}

const withoutGuess = ({ guess: _guess, ...column }: ColumnDraft): ColumnDraft => column;
/** What a catalog does not know: which texts are emails and urls, and where anything comes from. */
const catalogSide = ({ kind, ...column }: ColumnDraft): ColumnDraft => ({
  ...withoutGuess(column as ColumnDraft),
  kind: kind === 'email' || kind === 'url' ? 'text' : kind === 'url-array' ? 'text-array' : kind,
  from: [],
});

const indexesOf = ({ indexes }: TablePlan) =>
  indexes.map(({ columns, unique }) => JSON.stringify([unique, ...columns])).sort();

describe('the tables of the hand-written collections', () => {
  const database = databaseWith();
  let folder: string;
  beforeAll(async () => {
    await new PostgresTarget(database.uri).applySchema(plans);
    folder = await mkdtemp(join(tmpdir(), 'etl-draft-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(tables)(
    '%s: the draft has the columns and indexes of the entity, and fits the table',
    async (table, plan) => {
      const draft = await draftCollection({ name: 'drafted', table, target: database.uri });
      expect(draft.columns.map(catalogSide)).toEqual(plan.columns.map(draftOf).map(catalogSide));
      expect(indexesOf(planOf(draft).tables[0])).toEqual(indexesOf(plan));
      expect(draft).toMatchObject({ decisions: [], unpairedColumns: [], unpairedFields: [], catalog: true });
      expect(await new PostgresTarget(database.uri).checkSchema([planOf(draft)])).toEqual([]);
    },
  );

  const samples = generateSample(HAND_WRITTEN, { properties: 400, seed: 1 }, sampleBson);

  it.each(plans.map(({ name, tables: [main] }, index) => [name, main, index] as const))(
    '%s: with its documents, the draft is the entity, sources and all',
    async (name, main, index) => {
      const from = join(folder, `${name}.bson`);
      await writeFile(
        from,
        Buffer.concat([...samples[index]!.documents].map((document) => serialize(document))),
      );
      const draft: CollectionDraft = await draftCollection({
        name,
        table: main.name,
        target: database.uri,
        from,
      });
      const expected = main.columns.map(draftOf).map((column) => {
        const shown = NOT_IN_SAMPLE[`${main.name}.${column.name}`];
        return shown === undefined ? column : { ...column, from: shown };
      });
      expect(draft.columns.map(withoutGuess)).toEqual(expected);
      expect(draft).toMatchObject({ decisions: [], unpairedColumns: [] });
      const taken = new Set([...expected.flatMap((column) => column.from), '__v']);
      const fields = new Set([...samples[index]!.documents].flatMap((document) => Object.keys(document)));
      const left = [...fields].filter((field) => !taken.has(field));
      expect(draft.unpairedFields.map((field) => field.name)).toEqual(left);
    },
  );
});
