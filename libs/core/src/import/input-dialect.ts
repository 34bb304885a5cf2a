import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { SourceError } from '../errors/etl-error';

/** How documents stand in a file. */
export type Layout = 'lines' | 'array' | 'spread';

/** What the beginning of a file says of it. */
export interface InputDialect {
  readonly gzip: boolean;
  /** `lines`: one document a line; `array`: one JSON array; `spread`: documents over several lines. */
  readonly layout: Layout;
  /** For the log: the importer reads all of them alike, value by value. */
  readonly values: 'canonical Extended JSON' | 'relaxed Extended JSON' | 'plain JSON';
}

const LOOKED_AT = 64 * 1024;

/**
 * Looks at the first bytes of a file. An empty one has lines.
 * @throws SourceError INPUT_UNREADABLE
 */
export async function detectDialect(path: string): Promise<InputDialect> {
  try {
    const raw = await firstBytes(createReadStream(path, { end: LOOKED_AT - 1 }));
    const gzip = raw.length > 1 && raw[0] === 0x1f && raw[1] === 0x8b;
    return dialectOf(gzip, gzip ? await firstUnzipped(path) : raw);
  } catch (error) {
    throw new SourceError('INPUT_UNREADABLE', `${path} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

function dialectOf(gzip: boolean, start: Buffer): InputDialect {
  const text = start
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  return { gzip, layout: layoutOf(text), values: valuesOf(text) };
}

function layoutOf(text: string): Layout {
  if (text.startsWith('[')) return 'array';
  return /^\{[ \t]*\r?\n/.test(text) ? 'spread' : 'lines';
}

/** An int32, or a date from 1970 to 9999 in digits: relaxed Extended JSON spells these in another way. */
const CANONICAL = /\{\s*"\$numberInt"|\{\s*"\$date"\s*:\s*\{\s*"\$numberLong"\s*:\s*"\d{1,14}"/;
/** `$numberDecimal` is none of these: `JSON.stringify` of the driver's Decimal128 writes it too. */
const RELAXED = /\{\s*"\$(oid|date|numberLong|numberDouble|binary)"/;

function valuesOf(text: string): InputDialect['values'] {
  if (CANONICAL.test(text)) return 'canonical Extended JSON';
  return RELAXED.test(text) ? 'relaxed Extended JSON' : 'plain JSON';
}

async function firstBytes(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    parts.push(part);
    length += part.length;
    if (length >= LOOKED_AT) break;
  }
  return Buffer.concat(parts);
}

async function firstUnzipped(path: string): Promise<Buffer> {
  const file = createReadStream(path);
  const unzip = createGunzip();
  file.on('error', (error) => unzip.destroy(error));
  try {
    return await firstBytes(file.pipe(unzip) as AsyncIterable<Buffer>);
  } finally {
    file.destroy();
    unzip.destroy();
  }
}

/** One sentence for the log. */
export function describeDialect({ gzip, layout, values }: InputDialect): string {
  const layouts = {
    lines: 'one document a line',
    array: 'one JSON array',
    spread: 'documents over several lines',
  };
  return `${values}, ${layouts[layout]}${gzip ? ', gzipped' : ''}`;
}
