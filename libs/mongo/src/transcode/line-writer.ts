import type { LineBatch, ReplacedText, UnwritableDocument } from '@etl/core';
import { BsonFault } from '../bson/bson-fault';
import { isFullBatch } from './batch-size';
import { canonicalId, NO_ID } from './document-id';
import { DocumentWriter } from './document-writer';
import { JsonOutput } from './json-output';

const NEWLINE = 0x0a;

/** Offsets of a line's `_id` in the batch; none where `start` is -1. */
interface IdPlace {
  start: number;
  end: number;
}

/** Turns the documents of one collection, one after the other, into batches of lines. Not for use by two readers. */
export class LineWriter {
  private readonly out = new JsonOutput();
  private readonly writer = new DocumentWriter(this.out);
  /** The position in the collection of the next document, counted from 0. */
  index = 0;
  private documents = 0;
  private bsonBytes = 0;
  private ends: number[] = [];
  private unwritable: UnwritableDocument[] = [];
  private replaced: ReplacedText[] = [];
  private readonly first: IdPlace = { start: -1, end: -1 };
  private readonly last: IdPlace = { start: -1, end: -1 };

  /** `maxDocuments`: a batch holds no more, whatever their size. */
  constructor(private readonly maxDocuments: number) {}

  /** True where the batch is to be taken before the next document. */
  get full(): boolean {
    return isFullBatch(this.documents, this.bsonBytes, this.maxDocuments);
  }

  get empty(): boolean {
    return this.documents === 0;
  }

  append(document: Buffer): void {
    const { out, writer } = this;
    const start = out.length;
    try {
      writer.write(document);
      out.byte(NEWLINE);
      const place = this.ends.length === 0 ? this.first : this.last;
      this.last.start = place.start = writer.idStart;
      this.last.end = place.end = writer.idEnd;
      this.ends.push(out.length);
      if (writer.replaced.length > 0) this.reportReplaced(document);
    } catch (fault) {
      if (!(fault instanceof BsonFault)) throw fault;
      out.length = start;
      this.reportUnwritable(document, fault);
    }
    this.index++;
    this.documents++;
    this.bsonBytes += document.length;
  }

  /** The next batch is written into `room`, or into larger memory; the batches so far keep theirs. */
  writeInto(room: ArrayBufferLike): void {
    this.out.moveTo(room);
  }

  /** The batch so far; its bytes hold until the next {@link append}. */
  take(): LineBatch {
    const { out } = this;
    const some = this.ends.length > 0;
    const batch: LineBatch = {
      bytes: out.bytes.subarray(0, out.length),
      ends: this.ends,
      firstId: some ? this.idText(this.first) : null,
      lastId: some ? this.idText(this.last) : null,
      unwritable: this.unwritable,
      replaced: this.replaced,
    };
    this.ends = [];
    this.unwritable = [];
    this.replaced = [];
    this.documents = 0;
    this.bsonBytes = 0;
    out.reset();
    return batch;
  }

  private idText(place: IdPlace): string {
    return place.start < 0 ? NO_ID : this.out.bytes.toString('utf8', place.start, place.end);
  }

  private reportReplaced(document: Buffer): void {
    const id = canonicalId(document);
    for (const path of this.writer.replaced) this.replaced.push({ id, path });
  }

  private reportUnwritable(document: Buffer, fault: BsonFault): void {
    const { reason, path } = fault;
    this.unwritable.push({
      index: this.index,
      id: canonicalId(document),
      path,
      reason,
      bson: document.toString('base64'),
    });
  }
}
