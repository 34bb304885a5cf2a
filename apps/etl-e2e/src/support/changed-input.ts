import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The lines of an export, by collection. */
export type Lines = Map<string, string[]>;

/** Numbers that look random, the same ones every time. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export async function readLines(folder: string): Promise<Lines> {
  const lines: Lines = new Map();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.jsonl'))) {
    const text = await readFile(join(folder, file), 'utf8');
    lines.set(
      file.slice(0, -'.jsonl'.length),
      text.split('\n').filter((line) => line !== ''),
    );
  }
  return lines;
}

/** Writes lines as somebody's own script would: files without a manifest. */
export async function writeLines(folder: string, lines: Lines): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [collection, own] of lines)
    await writeFile(join(folder, `${collection}.jsonl`), own.map((line) => `${line}\n`).join(''));
}

type Json = Record<string, unknown>;

/** Unique keys that a document may want of another one. */
const KEYS: Readonly<Record<string, string>> = {
  users: 'email',
  developers: 'slug',
  cities: 'slug',
  governorates: 'name',
  compounds: 'slug',
  conversations: 'sessionId',
  blogs: 'slug',
  newslettersubscriptions: 'email',
};
const ARRAYS = ['viewedProperties', 'favoriteProperties', 'videos'] as const;

/** What may happen to documents from one export to the next, and what should not but does. */
const CHANGES: readonly ((lines: string[], at: number, other: number, key: string | undefined) => void)[] = [
  (lines, at) =>
    edit(lines, at, (document) => ({ ...document, phone: `+2012${at}`, title: `Changed ${at}` })),
  (lines, at) => edit(lines, at, (document) => ({ ...document, unheardOf: { at } })),
  (lines, at) => edit(lines, at, ({ updatedAt: _gone, ...document }) => document),
  (lines, at) => edit(lines, at, ({ createdBy: _gone, ...document }) => document),
  (lines, at) => edit(lines, at, (document) => ({ ...document, createdBy: { $oid: 'f'.repeat(24) } })),
  (lines, at) => lines.splice(at, 1),
  (lines, at, other) => lines.splice(other, 0, lines[at]!),
  (lines, at, other) => {
    lines.splice(other, 0, lines[at]!);
    edit(lines, other, (document) => ({ ...document, isActive: false, name: `Twin ${at}` }));
  },
  (lines, at, other) => {
    lines.splice(other, 0, lines[at]!);
    edit(lines, other, (document) => ({
      ...document,
      name: `Elder twin ${at}`,
      updatedAt: { $date: '2001-01-01T00:00:00Z' },
    }));
  },
  (lines, at, other) => {
    lines.splice(other, 0, lines[at]!);
    edit(lines, other, (document) => ({ ...document, createdAt: 'no date', updatedAt: 'none' }));
  },
  (lines, at, _other) => lines.splice(at, 0, `{"broken":${at}`),
  (lines, at, other, key) => {
    if (key === undefined) return;
    const wanted = parse(lines[other]!)[key];
    edit(lines, at, (document) => ({ ...document, [key]: wanted }));
  },
  (lines, at, other, key) => {
    if (key === undefined) return;
    const [one, two] = [parse(lines[at]!)[key], parse(lines[other]!)[key]];
    edit(lines, at, (document) => ({ ...document, [key]: two }));
    edit(lines, other, (document) => ({ ...document, [key]: one }));
  },
  (lines, at, other) => {
    const id = `${at.toString(16).padStart(8, '0')}${'a'.repeat(16)}`;
    lines.splice(other, 0, JSON.stringify({ ...parse(lines[at]!), _id: { $oid: id } }));
  },
  (lines, at) => editArrays(lines, at, (entries) => entries.slice(1)),
  (lines, at) => editArrays(lines, at, (entries) => [...entries, ...entries.slice(0, 1)]),
  (lines, at) => editArrays(lines, at, (entries) => [...entries, { $oid: 'e'.repeat(24) }]),
  (lines, at, other) => {
    const [line] = lines.splice(at, 1);
    lines.splice(other, 0, line!);
  },
];

/** Changes so many documents of every collection. */
export function change(lines: Lines, each: number, random: (below: number) => number): void {
  for (const [collection, own] of lines) {
    for (let n = 0; n < each && own.length > 3; n += 1) {
      const apply = CHANGES[random(CHANGES.length)]!;
      apply(own, random(own.length - 1), random(own.length - 1), KEYS[collection]);
    }
  }
}

function parse(line: string): Json {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return {};
  }
}

function edit(lines: string[], at: number, how: (document: Json) => Json): void {
  const document = parse(lines[at]!);
  if (document['_id'] !== undefined) lines[at] = JSON.stringify(how(document));
}

function editArrays(lines: string[], at: number, how: (entries: unknown[]) => unknown[]): void {
  edit(lines, at, (document) => {
    const arrays = ARRAYS.flatMap((name) =>
      Array.isArray(document[name]) ? [[name, how(document[name] as unknown[])] as const] : [],
    );
    return { ...document, ...Object.fromEntries(arrays) };
  });
}
