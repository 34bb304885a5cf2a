import type { CollectionDefinition } from '@etl/core';
import { planCollection } from '@etl/core';
import { primaryKeyOf } from '@etl/postgres';
import { Client } from 'pg';
import { describeCatalog, describeEnum } from '../schema/describe-catalog';
import { describePlan } from '../schema/describe-plan';
import { parseTargetSchema } from '../schema/parse-target-schema';
import type { ColumnDescription, IndexDescription, TableDescription } from '../schema/table-description';
import { withTrial } from '../trial/trial';
import { compareNamed, requireNone } from './violation';

const columnText = ({ type, nullable, default: value, references }: ColumnDescription): string =>
  [
    type,
    nullable ? 'null' : 'not null',
    value === '' ? '' : `default ${value}`,
    references === '' ? '' : `→ ${references}`,
  ]
    .filter((part) => part !== '')
    .join(' ');

const indexText = ({ columns, unique }: IndexDescription): string =>
  `${unique ? 'unique ' : ''}(${columns.join(', ')})`;

function compareTables(expected: TableDescription, found: TableDescription): string[] {
  const orderOf = ({ columns }: TableDescription): string => columns.map(({ name }) => name).join(', ');
  const findings = [
    ...compareNamed(expected.name, expected.columns, found.columns, columnText),
    ...compareNamed(expected.name, expected.indexes, found.indexes, indexText),
  ];
  if (findings.length > 0 || orderOf(expected) === orderOf(found)) return findings;
  return [
    `the columns of ${expected.name} stand in another order: ${orderOf(found)}; expected ${orderOf(expected)}`,
  ];
}

/** The plan says what the page says: column by column, index by index, key by key. */
export function planMatchesPage(definition: CollectionDefinition, page: string): void {
  const schema = parseTargetSchema(page);
  const plan = planCollection(definition);
  const findings = plan.tables.flatMap((table) => {
    const wanted = schema.tables.get(table.name);
    if (wanted === undefined) return [`${table.name} is no table of the page`];
    const enums = table.columns.flatMap(({ name, type }) => {
      if (type.kind !== 'enum') return [];
      const [have, want] = [
        type.definition.values.join(),
        (schema.enums.get(type.definition.name) ?? []).join(),
      ];
      return have === want ? [] : [`${table.name}.${name} has the enum values ${have}, expected ${want}`];
    });
    return [...compareTables(wanted, describePlan(table)), ...enums];
  });
  requireNone(`The entities of ${plan.name} differ from the schema that is asked for`, findings);
}

/**
 * The schema `public` of a database has the tables, keys, indexes and enums of the page.
 * @param beyond tables that the page does not know; no other one is there
 */
export async function catalogMatchesPage(
  uri: string,
  page: string,
  beyond: readonly string[] = [],
): Promise<void> {
  const { tables, enums } = parseTargetSchema(page);
  const sql = new Client({ connectionString: uri });
  await sql.connect();
  try {
    const { rows } = await sql.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const findings = rows.flatMap(({ name }) =>
      tables.has(name) || beyond.includes(name) ? [] : [`${name} is no table of the page`],
    );
    for (const [name, wanted] of tables) {
      const there = rows.some((row) => row.name === name);
      findings.push(
        ...(there ? compareTables(wanted, await describeCatalog(sql, name)) : [`${name} is missing`]),
      );
    }
    for (const [name, values] of enums) {
      const labels = await describeEnum(sql, name);
      if (labels.join() !== values.join()) findings.push(`the enum ${name} has ${labels.join()}`);
    }
    requireNone('The tables in PostgreSQL differ from the page', findings);
  } finally {
    await sql.end();
  }
}

/** What `schema apply` makes of the plan is the plan, by the catalog of a real PostgreSQL. */
export async function catalogMatchesPlan(definition: CollectionDefinition): Promise<void> {
  await withTrial(definition, async ({ plan, sql, target }) => {
    const findings: string[] = [];
    for (const table of plan.tables) {
      findings.push(
        ...compareTables(
          describePlan(table),
          await describeCatalog(sql, table.name, primaryKeyOf(table).name),
        ),
      );
      for (const { type } of table.columns) {
        if (type.kind !== 'enum') continue;
        const labels = await describeEnum(sql, type.definition.name);
        if (labels.join() !== type.definition.values.join())
          findings.push(`the enum ${type.definition.name} has ${labels.join()}`);
      }
    }
    for (const { table, object, kind } of await target.checkSchema([plan])) {
      findings.push(`schema check: ${table}${object === undefined ? '' : `.${object}`} ${kind}`);
    }
    requireNone(`The tables of ${plan.name} in PostgreSQL differ from its entities`, findings);
  });
}
