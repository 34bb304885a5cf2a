import { detectDialect, inputBytes, type InputDialect, isPlain } from '@etl/core';
import { beginsWithId } from '@etl/mongo';
import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DraftError, explained } from '../draft/draft-error';

/** A file of documents, and how they stand in it. */
export interface SampleFile {
  readonly path: string;
  /** For people: without the folders, which are nobody's business. */
  readonly name: string;
  readonly bytes: number;
  readonly gzip: boolean;
  /** Whether documents can be found from any byte on: lines, and what MongoDB itself stored. */
  readonly anywhere: boolean;
  readonly content: 'bson' | InputDialect;
}

const FORMS =
  'a .jsonl or .json file (of an export, of mongoexport) or a .bson file of mongodump, gzipped or not';
const DOCUMENTS = /\.(?:bson|jsonl|ndjson|json)(?:\.gz)?$/;
const NO_DOCUMENTS = /^(?:manifest|prelude)\.json|\.metadata\.json(?:\.gz)?$/;
/** The magic number of `mongodump --archive`. */
const ARCHIVE = 0x8199e26d;
const MOST_NAMES = 5;

/** @throws DraftError where there is no such file, or it is no file of documents */
export async function openSampleFile(path: string): Promise<SampleFile> {
  const info = await stat(path).catch(() => undefined);
  const name = basename(path);
  if (info === undefined)
    throw new DraftError(`The sample ${path} is not there.`, `Pass --from with ${FORMS}.`);
  if (info.isDirectory()) throw await folderInstead(path);
  if (!info.isFile()) throw new DraftError(`The sample ${path} is not a file.`, `Pass --from with ${FORMS}.`);
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new DraftError(`The sample ${path} may not be read by this user.`, 'Check its rights.', { cause });
  });
  return explained(async () => {
    const dialect = await detectDialect(path);
    const { gzip } = dialect;
    const head = await headOf(path, gzip);
    const content = contentOf(head, path) ?? dialect;
    const anywhere = content === 'bson' ? !gzip && beginsWithId(head, 0) : isPlain(content);
    return { path, name, bytes: info.size, gzip, anywhere, content };
  });
}

async function folderInstead(path: string): Promise<DraftError> {
  const names = (await readdir(path)).filter((name) => DOCUMENTS.test(name) && !NO_DOCUMENTS.test(name));
  const some = names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ', …' : '');
  return new DraftError(
    `The sample ${path} is a folder.`,
    names.length === 0 ? `Pass --from with ${FORMS}.` : `Pass --from with one file of it: ${some}.`,
  );
}

/** The first bytes of what the file holds. */
async function headOf(path: string, gzip: boolean): Promise<Buffer> {
  for await (const bytes of inputBytes(path, { gzip, layout: 'lines', values: 'plain JSON' })) return bytes;
  return Buffer.alloc(0);
}

/** No JSON has a byte 0 or 1 in it, and the highest byte of a document's length in BSON is nothing else. */
function contentOf(head: Buffer, path: string): 'bson' | undefined {
  if (head.length < 4) return undefined;
  if (head.readUInt32LE(0) === ARCHIVE) {
    throw new DraftError(
      `${path} is an archive of mongodump, which holds several collections.`,
      'Pass --from with one .bson file: mongodump --out writes such files, and mongorestore and mongodump turn an archive into them.',
    );
  }
  if (head.readUInt16BE(0) === 0xfffe || head.readUInt16BE(0) === 0xfeff) {
    throw new DraftError(`${path} is text in UTF-16.`, 'Save it as UTF-8.');
  }
  return head[3]! <= 1 ? 'bson' : undefined;
}
