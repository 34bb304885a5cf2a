import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ObjectId } from 'bson';
import { baseFields, caseId } from './hostile-values/base-documents';
import { type CliOptions, runJson } from './support/cli';
import { type ExportDocument, openRows, type VerifyDocument } from './support/documents';
import { writeDump } from './support/dump-files';
import { importAndRead } from './support/imported';
import { raw, rawDocument, type RawField, rawString } from './support/raw-bson';
import { openWorkplace, type Workplace } from './support/workplace';

const ONE_THREAD = ['--workers', '1'];
/** MongoDB stores no larger document. */
const LARGEST = 16 * 1024 * 1024;

let place: Workplace;
let options: CliOptions;

beforeAll(async () => {
  place = await openWorkplace();
  options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
});

afterAll(() => place?.leave());

/** A plain lead with this field, and so much text in it that the document is the largest that can be. */
function largest(
  n: number,
  field: (text: string) => RawField,
  ...without: string[]
): { document: Buffer; text: string } {
  const made = (text: string): Buffer => {
    const [own, value] = field(text);
    const fields = baseFields('leads', n).filter(([key]) => key !== own && !without.includes(String(key)));
    return rawDocument([['_id', raw(new ObjectId(caseId(n)))], ...fields, [own, value]]).bytes;
  };
  // Among them a quote and a control character, which JSON escapes.
  const unit = 'two of القاهرة, "quoted"\u0001';
  const [room, size] = [LARGEST - made('').length, Buffer.byteLength(unit)];
  const text = unit.repeat(Math.floor(room / size)) + 'x'.repeat(room % size);
  const document = made(text);
  expect(document).toHaveLength(LARGEST);
  return { document, text };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

describe('documents of 16 MiB', () => {
  it('come through in jsonb and in the residue, or are rejects kept whole', async () => {
    const jsonb = largest(1, (text) => ['notes', rawDocument([['note', rawString(text)]])]);
    const unknown = largest(2, (text) => ['legacy', rawString(text)]);
    const rejected = largest(3, (text) => ['location', rawString(text)], 'email');
    const documents = [jsonb, unknown, rejected].map(({ document }) => document);
    await writeDump(join(place.folder, 'large/basera'), [{ name: 'leads', documents }]);
    const names = ['--collections', 'leads'];
    const exporting = ['export', '--source', 'large', '--output', 'large-out', ...names];
    const { document: exported } = await runJson<ExportDocument>(exporting, options);
    const imported = await importAndRead(place, exported.folder!, options, ONE_THREAD);
    expect(openRows(imported.result.ledger)).toBe(0);

    expect(await place.query(`SELECT id, md5(notes->>'note') AS md5 FROM "Lead" ORDER BY id`)).toEqual([
      { id: caseId(1), md5: md5(jsonb.text) },
      { id: caseId(2), md5: null },
    ]);
    expect(imported.residue.get(`leads ${caseId(2)}`)).toEqual({ '/legacy': unknown.text });
    const [reject, ...more] = imported.rejects;
    expect([reject?.rejects, more]).toEqual([['Lead VALUE_MISSING email'], []]);
    const lines = await readFile(resolve(place.folder, exported.folder!, 'leads.jsonl'), 'utf8');
    expect(lines.split('\n').includes(reject!.document)).toBe(true);

    const verifying = ['verify', '--input', exported.folder!, '--accept-rejects', ...names];
    const { code, document } = await runJson<VerifyDocument>(verifying, options);
    expect({ code, status: document.status }).toEqual({ code: 0, status: 'explained' });
  });
});

describe('lines with a byte order mark, CRLF, empty lines and no last line end', () => {
  it('are documents each, and the rejects among them are kept byte for byte', async () => {
    await place.clear();
    await mkdir(join(place.folder, 'odd'));
    const search = (n: number, more: object): string =>
      JSON.stringify({ _id: `s-${n}`, query: `q${n}`, ipAddress: '::1', createdAt: '2024-01-01', ...more });
    const missing = { ipAddress: null, note: 'قاهرة' };
    const lines = [
      search(1, missing),
      '',
      search(2, {}),
      '  ',
      search(3, missing),
      search(4, {}),
      search(5, missing),
    ];
    await writeFile(join(place.folder, 'odd/searches.jsonl'), `\uFEFF${lines.join('\r\n')}`);
    const { result, tables, rejects } = await importAndRead(place, 'odd', options, ONE_THREAD);
    expect(result.ledger).toMatchObject([{ table: 'Search', read: 5, inserted: 2, rejected: 3 }]);
    expect(tables['Search']!.map(({ id }) => id)).toEqual(['s-2', 's-4']);
    expect(rejects.map(({ document }) => document)).toEqual([1, 3, 5].map((n) => search(n, missing)));
  });
});
