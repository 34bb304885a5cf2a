import fc from 'fast-check';
import { planCollection } from '../collection/plan';
import { documentText, jsonText } from '../testing/json-texts';
import { RecordingSinks } from '../testing/recording-sinks';
import { paints } from '../testing/sample-entities';
import { parseLine } from '../values';
import { emptyCounts } from './chunk-counts';
import { DocumentMapper } from './document-mapper';
import { readLines } from './line-reader';
import type { LossMode } from './loss-mode';

const plan = planCollection(paints);
const NOW = '2026-11-22 14:30:05.123';
const ID = '"_id":{"$oid":"65f000000000000000000001"},"code":"c"';

/** Maps a line with or without parsing it; null where it has to be parsed. */
function mapped(text: string, onLoss: LossMode, way: 'scanned' | 'parsed') {
  const sinks = new RecordingSinks();
  const counts = emptyCounts();
  const mapper = new DocumentMapper(plan, { onLoss, now: NOW });
  for (const line of readLines(Buffer.from(text), { offset: 1_000, firstLine: 7 })) {
    if (way === 'parsed') mapper.map(parseLine(line.text), line.place, line.broken, sinks, counts);
    else if (!mapper.mapScanned(line, sinks, counts)) {
      expect([sinks.residue.rows, sinks.rejects.rows, sinks.stage('Paint').rows]).toEqual([[], [], []]);
      expect(counts).toEqual(emptyCounts());
      return null;
    }
  }
  const rows = plan.tables.map(({ name }) => sinks.stage(name).rows);
  return { rows, residue: sinks.residue.rows, rejects: sinks.rejects.rows, counts };
}

const fields = plan.tables[0].columns.flatMap(({ source }) => (source.kind === 'field' ? source.names : []));
/** What the two spellings of a reference may hold at once. */
const MAKERS = ['{"$oid":"65e07f00aaaaaaaaaaaaaaaa"}', '{"$oid":"65e07f00bbbbbbbbbbbbbbbb"}', 'null', '""'];
const entry = fc.oneof(
  documentText(fc.constantFrom('wall', 'wall', 'coats', 'at', '_id', '$ref', 'device'), jsonText),
  fc.constant('{"wall":{"$oid":"65e07f00aaaaaaaaaaaaaaaa"},"coats":2,"at":{"$date":"2024-02-29T12:00:00Z"}}'),
  jsonText,
);
const uses = fc.array(entry, { maxLength: 3 }).map((entries) => `[${entries.join(',')}]`);
const field = fc.oneof(
  fc.tuple(fc.constantFrom(...fields), jsonText),
  fc.tuple(fc.constant('uses'), fc.oneof(uses, entry)),
  fc.tuple(fc.constantFrom('maker_ref', 'maker'), fc.constantFrom(...MAKERS)),
  fc.tuple(fc.constantFrom('__v', 'other', 'another', '_id', '__proto__', '$oid'), jsonText),
);
const document = fc
  .tuple(fc.boolean(), fc.array(field, { maxLength: 8 }))
  .map(([whole, parts]) => [...(whole ? [ID] : []), ...parts.map(([key, text]) => `"${key}":${text}`)])
  .map((parts) => `{${parts.join(',')}}`);

/** A value of more than 64 kB, whose largest part is as large. */
function huge(values: readonly string[], inArray: boolean): string {
  const items = Array.from({ length: Math.ceil(300 / values.length) }, () => values).flat();
  const document = `{${items.map((text, n) => `"${'k'.repeat(220)}${n}": ${text}`).join(', ')}}`;
  return inArray ? `[1,${document},[${items.join(',')}], "${'é'.repeat(40_000)}" ]` : document;
}

/** The documents of residue; jsonb has no order of keys. */
function leaves({ residue }: { readonly residue: readonly (readonly (string | null)[])[] }): unknown[] {
  return residue.map((row) => [...row.slice(0, -1), JSON.parse(row.at(-1)!)]);
}

describe('a line that is mapped without being parsed', () => {
  it.each(['record', 'reject'] as const)(
    'gives the rows, residue, rejects and counts of the same line parsed, with --on-loss %s',
    (onLoss) => {
      let scanned = 0;
      fc.assert(
        fc.property(document, (text) => {
          const result = mapped(text, onLoss, 'scanned');
          if (result === null) return;
          scanned += 1;
          expect(result).toEqual(mapped(text, onLoss, 'parsed'));
        }),
        { numRuns: 1_500 },
      );
      expect(scanned).toBeGreaterThan(300);
    },
  );

  it('gives the residue of the same line parsed where an unknown field is too large to be parsed whole', () => {
    let scanned = 0;
    fc.assert(
      fc.property(fc.array(jsonText, { minLength: 1, maxLength: 4 }), fc.boolean(), (values, inArray) => {
        const result = mapped(`{${ID},"other":${huge(values, inArray)},"another":[]}`, 'record', 'scanned');
        if (result === null) return;
        scanned += 1;
        const parsed = mapped(`{${ID},"other":${huge(values, inArray)},"another":[]}`, 'record', 'parsed')!;
        expect(leaves(result)).toEqual(leaves(parsed));
        expect({ ...result, residue: [] }).toEqual({ ...parsed, residue: [] });
      }),
      { numRuns: 100 },
    );
    expect(scanned).toBeGreaterThan(20);
  });

  it('gives the residue and counts of the same line parsed where it has very many unknown fields', () => {
    let scanned = 0;
    const name = fc.oneof(
      fc.constantFrom(...fields, 'uses', '7', '__proto__', 'a/b'),
      fc.string({ unit: 'grapheme' }),
    );
    const part = fc.tuple(name, jsonText).map(([key, text]) => `${JSON.stringify(key)}: ${text}`);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.array(part, { maxLength: 5 }), (parts, inEntry) => {
        const many = Array.from({ length: 90 }, (_, n) => `"k${n}":${n}`);
        const entries = `[1,{${[...many, ...inEntry].join(',')}},{${[...inEntry, ...many].join(', ')}}]`;
        const text = `{${[ID, ...many, ...parts, `"uses":${entries}`, '"k 90":"z"'].join(',')}}`;
        const result = mapped(text, 'record', 'scanned');
        if (result === null) return;
        scanned += 1;
        const parsed = mapped(text, 'record', 'parsed')!;
        expect(leaves(result)).toEqual(leaves(parsed));
        expect({ ...result, residue: [] }).toEqual({ ...parsed, residue: [] });
      }),
      { numRuns: 200 },
    );
    expect(scanned).toBeGreaterThan(50);
  });

  it('is one that stands among others in a chunk', () => {
    const lines = [`{${ID},"litres":5}`, `  `, `{${ID},"price":1.5,"details":{"n":[1,"two\\nlines"]}}`];
    const { rows } = mapped(`${lines.join('\r\n')}\n`, 'record', 'scanned')!;
    expect(rows[0]!.map((row) => row.slice(1, 4))).toEqual([
      ['7', '1000', '65'],
      ['9', '1071', '99'],
    ]);
    expect(rows[0]!.map((row) => row[row.length - 5])).toEqual([null, '{"n":[1,"two\\nlines"]}']);
  });

  it('is not one whose bytes are broken, or that is no document', () => {
    const mapper = new DocumentMapper(plan, { onLoss: 'record', now: NOW });
    const bytes = Buffer.from([...Buffer.from(`{${ID},"other":"`), 0xff, ...Buffer.from('"}\n[1]\n{')]);
    for (const line of readLines(bytes, { offset: 0, firstLine: 1 })) {
      expect(mapper.mapScanned(line, new RecordingSinks(), emptyCounts())).toBe(false);
    }
  });
});
