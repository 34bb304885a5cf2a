import type { RowSink } from '@etl/core';

/** What stands before the columns of the table: `_id`, `_line`, `_offset`, `_length`, `_entry`. */
const LEADING = 5;

/** Where the parts of a row go. */
export interface SplitParts {
  readonly target: RowSink;
  readonly place: RowSink;
  readonly stage: RowSink;
}

/**
 * Takes rows of the stage's shape and parts them: the columns of the table go to the table itself, what the stage knows
 * beside them to its place. The first column of the table is its key. A row whose key this chunk has had already goes to
 * the stage, so that key and transaction tell the rows of the table apart.
 */
export class SplitSink implements RowSink {
  private readonly keys = new Set<string>();
  private readonly leading: (string | null)[] = [];
  private readonly last: number;
  private at = 0;
  /** The key of the row, where its parts have been begun; null where it goes to the stage. */
  private key: string | null = null;
  private rest: RowSink;
  /** What parts of a text have brought that decides where the row goes, or is kept until that is known. */
  private begun = '';

  constructor(
    private readonly parts: SplitParts,
    columns: number,
  ) {
    this.last = LEADING + columns;
    this.rest = parts.target;
  }

  /** Forgets the keys of the chunk. */
  clear(): void {
    this.keys.clear();
  }

  beginRow(): void {
    this.at = 0;
    this.key = null;
    this.begun = '';
  }

  endRow(): void {
    if (this.key === null) {
      this.parts.stage.endRow();
      return;
    }
    this.parts.target.endRow();
    this.parts.place.endRow();
  }

  abandonRow(): void {
    if (this.at <= LEADING) return;
    if (this.key === null) {
      this.parts.stage.abandonRow();
      return;
    }
    this.keys.delete(this.key);
    this.parts.target.abandonRow();
    this.parts.place.abandonRow();
  }

  null(): void {
    if (this.at < LEADING) this.leading[this.at] = null;
    else this.sink(null).null();
    this.at += 1;
  }

  text(value: string): void {
    if (this.at > LEADING) this.sink(null).text(value);
    else this.keep(value);
    this.at += 1;
  }

  literal(value: string): void {
    if (this.at > LEADING) this.sink(null).literal(value);
    else this.keep(value);
    this.at += 1;
  }

  copy(source: DataView, start: number, end: number): void {
    if (this.at > LEADING) this.sink(null).copy(source, start, end);
    else this.keep(textOf(source, start, end));
    this.at += 1;
  }

  textPart(value: string): void {
    if (this.at > LEADING) this.sink(null).textPart(value);
    else this.begun += value;
  }

  copyPart(source: DataView, start: number, end: number): void {
    if (this.at > LEADING) this.sink(null).copyPart(source, start, end);
    else this.begun += textOf(source, start, end);
  }

  textArray(items: readonly string[]): void {
    this.sink(null).textArray(items);
    this.at += 1;
  }

  copyArray(source: DataView, start: number, end: number): void {
    this.sink(null).copyArray(source, start, end);
    this.at += 1;
  }

  /** A value that stands before the columns, or the key, which is the first of them. */
  private keep(last: string): void {
    const value = this.begun === '' ? last : this.begun + last;
    this.begun = '';
    if (this.at < LEADING) this.leading[this.at] = value;
    else this.sink(value).text(value);
  }

  /** Where the next value goes. The value of the first column decides; those behind all columns belong to the place. */
  private sink(value: string | null): RowSink {
    if (this.at === LEADING) this.open(value);
    else if (this.at >= this.last && this.key !== null) return this.parts.place;
    return this.rest;
  }

  private open(key: string | null): void {
    const { target, place, stage } = this.parts;
    // Without a key the row is about to be abandoned.
    const known = key === null || this.keys.has(key);
    this.rest = known ? stage : target;
    if (known) {
      stage.beginRow();
      this.writeLeading(stage);
      return;
    }
    this.key = key;
    this.keys.add(key);
    target.beginRow();
    place.beginRow();
    this.writeLeading(place);
    place.text(key);
  }

  private writeLeading(sink: RowSink): void {
    for (const [index, value] of this.leading.entries()) {
      if (value === null) sink.null();
      else if (index === 0) sink.text(value);
      else sink.literal(value);
    }
  }
}

const textOf = (source: DataView, start: number, end: number): string =>
  Buffer.from(source.buffer, source.byteOffset + start, end - start).toString('utf8');
