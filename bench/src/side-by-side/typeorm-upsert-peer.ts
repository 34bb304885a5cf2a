import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DataSource, type ObjectLiteral } from 'typeorm';
import { bundledCollections } from '../mapping/bundled-collections';

/*
 * node typeorm-upsert-peer.mjs FOLDER ROWS TABLE[:COLUMN]…: a script as people write it with TypeORM, `repository.upsert` of ROWS
 * rows at a time. It is spared the work of mapping: its rows are ready, one JSON object a line. COLUMN refers to the table itself.
 */

const [folder, size, ...tables] = process.argv.slice(2);
const definitions = await Promise.all([...(await bundledCollections()).values()].map((load) => load()));
const source = new DataSource({
  type: 'postgres',
  url: process.env['DATABASE_URL']!,
  entities: definitions.flatMap(({ entities }) => [...entities]),
});
await source.initialize();
/** Years before 1 and after 9999, which `Date` does not take as PostgreSQL prints them. */
function dateOf(text: string): Date {
  const [, year, month, day, time, era] = /^(\d+)-(\d\d)-(\d\d)T([^ ]+)( BC)?$/.exec(text)!;
  const date = new Date(`2000-${month}-${day}T${time}Z`);
  date.setUTCFullYear(era === undefined ? Number(year) : 1 - Number(year));
  return date;
}

/** Brings the rows of a table, without those that `change` makes null of. */
async function upsertAll(table: string, change: (row: ObjectLiteral) => ObjectLiteral | null): Promise<void> {
  const repository = source.getRepository(table);
  const dates = repository.metadata.columns.filter(({ type }) => String(type).startsWith('timestamp'));
  let rows: ObjectLiteral[] = [];
  const upsert = async (): Promise<void> => {
    if (rows.length > 0) await repository.upsert(rows, ['id']);
    rows = [];
  };
  for await (const line of createInterface({ input: createReadStream(join(folder!, `${table}.jsonl`)) })) {
    const row = change(JSON.parse(line) as ObjectLiteral);
    if (row === null) continue;
    for (const { propertyName } of dates)
      if (row[propertyName] !== null) row[propertyName] = dateOf(row[propertyName] as string);
    rows.push(row);
    if (rows.length === Number(size)) await upsert();
  }
  await upsert();
}

for (const each of tables) {
  const [table, selfReference] = each.split(':');
  if (selfReference === undefined) {
    await upsertAll(table!, (row) => row);
    continue;
  }
  // Rows of one table may refer to each other in a circle: first all of them without that, then those that do once more.
  await upsertAll(table!, (row) => ({ ...row, [selfReference]: null }));
  await upsertAll(table!, (row) => (row[selfReference] === null ? null : row));
}
await source.destroy();
