import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type CliOptions, runJson } from './cli';
import type { ImportDocument } from './documents';
import type { Workplace } from './workplace';

/** A row as text, `now` where a column took the start of the run. */
export type Row = Readonly<Record<string, string | null>>;

/** A line of a reject file. */
export interface RejectedDocument {
  readonly collection: string;
  /** As text: its numbers may be more than JavaScript's. */
  readonly document: string;
  /** `<table> <code> <field>`, with `[<entry>]` behind the table in a fan-out. */
  readonly rejects: readonly string[];
}

/** All that an import left: what two imports of the same documents have in common. */
export interface Imported {
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  readonly rejects: readonly RejectedDocument[];
  /** `<collection> <_id>` → JSON Pointer → leaf. */
  readonly residue: ReadonlyMap<string, unknown>;
}

export interface ImportedDocuments extends Imported {
  readonly result: ImportDocument;
}

/** Imports an input into a workplace and reads everything that came of it. */
export async function importAndRead(
  place: Workplace,
  input: string,
  options: CliOptions,
  more: readonly string[] = [],
): Promise<ImportedDocuments> {
  const args = ['import', '--input', input, ...more];
  const { document: result } = await runJson<ImportDocument>(args, options);
  if (result.ledger === undefined) throw new Error(JSON.stringify(result));
  return { result, ...(await readTarget(place, result, options)) };
}

/** What an import left in an empty target, and the dialects that its log names. */
export interface ImportedAlone {
  readonly left: Imported;
  readonly dialects: readonly string[];
}

/** Empties the target, then imports as {@link importAndRead}; with one thread, which is quick for little input. */
export async function importAlone(
  place: Workplace,
  input: string,
  options: CliOptions,
): Promise<ImportedAlone> {
  await place.clear();
  const { result, ...left } = await importAndRead(place, input, options, ['--workers', '1']);
  const log = await readFile(resolve(options.cwd, result.folder, 'import.log'), 'utf8');
  const dialects = [...log.matchAll(/"dialect":"([^"]+)"/g)].map(([, dialect]) => dialect!);
  return { left, dialects: dialects.sort() };
}

async function readTarget(place: Workplace, result: ImportDocument, { cwd }: CliOptions): Promise<Imported> {
  const [run] = await place.query('SELECT started_at::text AS now FROM _etl.run ORDER BY id DESC LIMIT 1');
  const tables: Record<string, readonly Row[]> = {};
  for (const { table } of result.ledger) tables[table] = await readRows(place, table, run?.['now'] ?? '');
  const residue = await place.query(
    'SELECT collection, document_id, document::text AS document FROM _etl.residue ORDER BY 1, 2, part',
  );
  const files = await Promise.all(result.rejectFiles.map((file) => readRejects(resolve(cwd, file))));
  return {
    tables,
    rejects: files.flat().sort((a, b) => (a.document < b.document ? -1 : 1)),
    residue: new Map(
      residue.map((row) => [
        `${row['collection']} ${row['document_id']}`,
        JSON.parse(row['document']!) as unknown,
      ]),
    ),
  };
}

async function readRows(place: Workplace, table: string, now: string): Promise<Row[]> {
  const columns = await place.query(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${table}' ORDER BY ordinal_position`,
  );
  const texts = columns.map(({ name }) => `"${name}"::text AS "${name}"`).join(', ');
  const rows = await place.query(`SELECT ${texts} FROM "${table}" ORDER BY id COLLATE "C"`);
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, text]) => [column, text === now ? 'now' : text])),
  );
}

interface RejectLine {
  readonly rejects: readonly { code: string; table: string; entry?: number; field: string | null }[];
}

async function readRejects(file: string): Promise<RejectedDocument[]> {
  const collection = /([^/]+)\.jsonl$/.exec(file)![1]!;
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { rejects } = JSON.parse(line) as RejectLine;
    const document = line.slice('{"document":'.length, line.lastIndexOf(',"rejects":'));
    const said = rejects.map(
      ({ table, entry, code, field }) =>
        `${table}${entry === undefined ? '' : `[${entry}]`} ${code} ${field}`,
    );
    return { collection, document, rejects: said };
  });
}
