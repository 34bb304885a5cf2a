import { isDocument, parseLine, type SourceDocument } from '@etl/core';
import { DraftError, explained } from '../draft/draft-error';
import { openSampleFile, type SampleFile } from './sample-file';
import { type SampledLine, sampleLines } from './sample-lines';
import { beginningOf, type Slice, slicesOf } from './sample-slices';

/** What is read of a sample at most, and one document more: a file of any size takes the same time and memory. */
export interface SampleLimits {
  readonly documents: number;
  /** Of text that is kept. */
  readonly bytes: number;
}

export const SAMPLE_LIMITS: SampleLimits = { documents: 10_000, bytes: 64 * 1024 * 1024 };
/** Documents that cannot be read are left out and named, up to so many and one in ten. */
const MOST_BROKEN = 10;

/** Documents of the source, to draw conclusions from. They stay in memory as text and go nowhere else. */
export interface Sample {
  /** The documents in the order of the file; parsed anew each time they are asked for. */
  documents(): Iterable<SourceDocument>;
  readonly read: number;
  /** How many the file holds: counted where all were read, else estimated; at least `read`. */
  readonly total: number;
  /** Sentences on what was read, and on what could not be. */
  readonly notes: readonly string[];
}

/**
 * Reads a sample: a small file whole, of a large one documents at 50 places spread over it. A file that
 * is gzipped or one JSON array can only be read from its beginning.
 * @throws DraftError where the file is not there, empty, not readable, or broken beyond a few documents
 */
export async function readSample(path: string, limits = SAMPLE_LIMITS): Promise<Sample> {
  const file = await openSampleFile(path);
  const slices = slicesOf(file);
  const taken = new TakenDocuments();
  let complete = true;
  await explained(async () => {
    const share = { documents: limits.documents / slices.length, bytes: limits.bytes / slices.length };
    for (const slice of slices) {
      // A few large documents may fill it all: the slices come in an order that is spread even so.
      const whole = taken.bytes < limits.bytes && (await readSlice(file, slice, share, taken));
      complete = complete && whole;
    }
  });
  taken.requireReadable(file);
  return taken.sample(file, complete, slices.length);
}

/** @returns whether every document of the slice was read */
async function readSlice(
  file: SampleFile,
  slice: Slice,
  share: SampleLimits,
  taken: TakenDocuments,
): Promise<boolean> {
  const from = await beginningOf(file, slice);
  if (from === null) return true;
  const documents = taken.count + share.documents;
  const bytes = taken.bytes + share.bytes;
  for await (const line of sampleLines(file, from)) {
    if (line.offset >= slice.end) return true;
    if (taken.count >= documents || taken.bytes >= bytes) return false;
    taken.add(line);
  }
  return true;
}

class TakenDocuments {
  count = 0;
  /** Of the text that is kept, which is what fills the memory. */
  bytes = 0;
  private fileBytes = 0;
  private readonly lines: { offset: number; text: string }[] = [];
  private readonly broken: { where: string; why: string }[] = [];

  add({ text, broken, offset, length, where }: SampledLine): void {
    this.count += 1;
    this.fileBytes += length;
    const why = broken ?? whyNoDocument(text);
    if (why !== null) {
      this.broken.push({ where, why });
      return;
    }
    this.lines.push({ offset, text });
    this.bytes += text.length;
  }

  /** @throws DraftError */
  requireReadable({ path }: SampleFile): void {
    const [first] = this.broken;
    if (this.count === 0) {
      throw new DraftError(
        `The sample ${path} holds no document.`,
        'Pass --from with a file that holds some.',
      );
    }
    if (first === undefined) return;
    if (this.broken.length > MOST_BROKEN || this.broken.length * 10 > this.count) {
      throw new DraftError(
        `The sample ${path} is broken: ${this.broken.length} of ${this.count} documents cannot be read; the first is ${first.where}: ${first.why}.`,
        'Correct the file, or export it again (`npm run etl:export`, mongoexport, mongodump).',
      );
    }
  }

  sample(file: SampleFile, complete: boolean, slices: number): Sample {
    // Slices are read in another order than they lie in.
    const texts = this.lines.sort((a, b) => a.offset - b.offset).map(({ text }) => text);
    const read = texts.length;
    const total =
      complete || file.gzip ? read : Math.max(read, Math.round((file.bytes / this.fileBytes) * this.count));
    return {
      documents: function* () {
        for (const text of texts) yield parseLine(text).document as SourceDocument;
      },
      read,
      total,
      notes: [readNote(file, complete, slices, read, total, this.fileBytes), ...this.brokenNote(file)],
    };
  }

  private brokenNote({ name }: SampleFile): string[] {
    if (this.broken.length === 0) return [];
    const named = this.broken.map(({ where, why }) => `${where} (${why})`).join(', ');
    return [`Left out of ${name}, for they hold no document that can be read: ${named}.`];
  }
}

function whyNoDocument(text: string): string | null {
  try {
    return isDocument(parseLine(text).document) ? null : 'not a JSON object';
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

const counted = (count: number): string => count.toLocaleString('en-US');

function sized(bytes: number): string {
  const [size, unit] =
    bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${size.toFixed(1)} ${unit}`;
}

function readNote(
  { name, gzip, bytes }: SampleFile,
  complete: boolean,
  slices: number,
  read: number,
  total: number,
  seen: number,
): string {
  if (complete) return `Read all ${counted(read)} documents of ${name} (${sized(bytes)}).`;
  if (slices > 1) {
    return `Read ${counted(read)} of about ${counted(total)} documents of ${name} (${sized(seen)} of ${sized(bytes)}), at ${slices} places spread over the file.`;
  }
  const why = gzip
    ? 'a gzipped file can only be read from its beginning; for a sample of all of it, gunzip it'
    : 'only lines, and .bson files of mongodump, can be read from anywhere; for a sample of all of it, write one document a line';
  return `Read the first ${counted(read)} documents of ${name}${gzip ? '' : `, of about ${counted(total)}`}: ${why}.`;
}
