import { isUtf8 } from 'node:buffer';
import { dirname, join } from 'node:path';
import type { Reject } from '../ports/target';
import type { RejectSummary } from '../run/results';
import { AtomicFile } from '../run/run-files';
import type { DocumentFile } from './document-file';
import { REJECT_HEAD, REJECT_TAIL } from './line-reader';
import { describeReject } from './reject-message';

export interface WrittenRejects {
  /** The file; null where nothing was rejected. */
  readonly file: string | null;
  /** Rejected rows per table. */
  readonly perTable: ReadonlyMap<string, number>;
  readonly summary: readonly RejectSummary[];
}

/**
 * Writes `rejects/<collection>.jsonl`: a line per document with everything that was rejected of it and the document,
 * byte for byte. Such a line can be imported again once the document is corrected.
 */
export async function writeRejects(
  folder: string,
  collection: string,
  rejects: AsyncIterable<Reject>,
  input: DocumentFile,
): Promise<WrittenRejects> {
  const path = join(folder, 'rejects', `${collection}.jsonl`);
  const perTable = new Map<string, number>();
  const summary = new Map<string, { -readonly [key in keyof RejectSummary]: RejectSummary[key] }>();
  let file: AtomicFile | null = null;
  let group: Reject[] = [];
  const flush = async (): Promise<void> => {
    if (group.length === 0) return;
    file ??= await AtomicFile.create(path);
    await file.write(await rejectLine(group, input));
    group = [];
  };
  try {
    for await (const reject of rejects) {
      if (group.length > 0 && group[0]!.place.line !== reject.place.line) await flush();
      group.push(reject);
      perTable.set(reject.table, (perTable.get(reject.table) ?? 0) + 1);
      count(summary, reject);
    }
    await flush();
    await (file as AtomicFile | null)?.commit();
  } catch (error) {
    await (file as AtomicFile | null)?.discard();
    throw error;
  }
  return {
    file: file === null ? null : join(dirname(path), `${collection}.jsonl`),
    perTable,
    summary: [...summary.values()],
  };
}

async function rejectLine(group: readonly Reject[], input: DocumentFile): Promise<Buffer> {
  const documents = group.filter(({ entry }) => entry === null);
  const ordered = [...documents, ...group.filter(({ entry }) => entry !== null)];
  const rejects = ordered.map((reject) => ({
    code: reject.code,
    table: reject.table,
    ...(reject.entry === null ? {} : { entry: reject.entry }),
    line: reject.place.line,
    _id: reject.documentId,
    field: reject.field,
    value: reject.value,
    detail: reject.detail,
    ...(reject.cause === null ? {} : { cause: reject.cause }),
    ...describeReject(reject),
  }));
  const bytes = await input.read(group[0]!.place);
  const tail = `${JSON.stringify(rejects).slice(1)}}\n`;
  if (!documents.some(({ code }) => code === 'LINE_BROKEN')) {
    return Buffer.concat([REJECT_HEAD, bytes, REJECT_TAIL, Buffer.from(tail)]);
  }
  const line = isUtf8(bytes) ? { line: bytes.toString('utf8') } : { lineBase64: bytes.toString('base64') };
  return Buffer.concat([Buffer.from(JSON.stringify(line).slice(0, -1)), REJECT_TAIL, Buffer.from(tail)]);
}

function count(
  summary: Map<string, { -readonly [key in keyof RejectSummary]: RejectSummary[key] }>,
  reject: Reject,
): void {
  const { collection, table, code, field, place } = reject;
  const example = reject.documentId ?? `line ${place.line}`;
  const key = `${table}\u0000${code}\u0000${field ?? ''}`;
  const line = summary.get(key);
  if (line === undefined) summary.set(key, { collection, table, code, field, count: 1, example });
  else line.count += 1;
}
