import { createHash, type Hash } from 'node:crypto';
import { CHUNK_BYTES } from '../import/chunk-split';
import type { LineBatch, ReplacedText } from '../ports/source-reader';
import type { ManifestChunk } from '../run/manifest';
import { AtomicFile } from '../run/run-files';

/** Replaced strings that the manifest names one by one. */
const REPLACED_NAMED = 1_000;

export interface WrittenCollection {
  readonly documents: number;
  readonly bytes: number;
  readonly chunks: readonly ManifestChunk[];
  readonly replaced: readonly ReplacedText[];
  readonly replacedTotal: number;
}

/** Writes the lines of one collection to its file and keeps the account of its chunks. */
export class CollectionWriter {
  private readonly chunks: ManifestChunk[] = [];
  private readonly replaced: ReplacedText[] = [];
  private replacedTotal = 0;
  private bytes = 0;
  private documents = 0;
  private hash: Hash = createHash('sha256');
  private chunkOffset = 0;
  private chunkDocuments = 0;
  private firstId = '';
  private lastId = '';

  private constructor(private readonly file: AtomicFile) {}

  static async create(path: string): Promise<CollectionWriter> {
    return new CollectionWriter(await AtomicFile.create(path));
  }

  async write(batch: LineBatch): Promise<void> {
    for (const replaced of batch.replaced) {
      this.replacedTotal += 1;
      if (this.replaced.length < REPLACED_NAMED) this.replaced.push(replaced);
    }
    if (batch.firstId === null || batch.lastId === null) return;
    const written = this.file.write(batch.bytes);
    // Meanwhile: another thread of Node's writes.
    this.hash.update(batch.bytes);
    await written;
    if (this.chunkDocuments === 0) this.firstId = batch.firstId;
    this.lastId = batch.lastId;
    this.chunkDocuments += batch.ends.length;
    this.documents += batch.ends.length;
    this.bytes += batch.bytes.length;
    if (this.bytes - this.chunkOffset >= CHUNK_BYTES) this.endChunk();
  }

  async commit(): Promise<WrittenCollection> {
    if (this.chunkDocuments > 0) this.endChunk();
    await this.file.commit();
    const { documents, bytes, chunks, replaced, replacedTotal } = this;
    return { documents, bytes, chunks, replaced, replacedTotal };
  }

  discard(): Promise<void> {
    return this.file.discard();
  }

  private endChunk(): void {
    this.chunks.push({
      offset: this.chunkOffset,
      length: this.bytes - this.chunkOffset,
      documents: this.chunkDocuments,
      sha256: this.hash.digest('hex'),
      firstId: this.firstId,
      lastId: this.lastId,
    });
    this.chunkOffset = this.bytes;
    this.chunkDocuments = 0;
    this.hash = createHash('sha256');
  }
}
