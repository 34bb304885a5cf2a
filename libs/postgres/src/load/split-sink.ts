import type { RowSink } from '@etl/core';
import type { CopyEncoder } from '../copy/copy-encoder';
import { KeyHashes } from './key-hashes';

/** What stands before the columns of the table: `_id`, `_line`, `_offset`, `_length`, `_entry`. */
const LEADING = 5;

/** Where the parts of a row go. */
export interface SplitParts {
  readonly target: CopyEncoder;
  readonly place: CopyEncoder;
  readonly stage: CopyEncoder;
}

/**
 * Takes rows of the stage's shape and parts them: the columns of the table go to the table itself, what the stage knows
 * beside them to its place. The first column of the table is its key. A row whose key this chunk has had already goes to
 * the stage, so that key and transaction tell the rows of the table apart; it does no harm if one goes there in vain.
 */
export class SplitSink implements RowSink {
  private readonly keys = new KeyHashes();
  private readonly last: number;
  /** The column that comes next. */
  private at = 0;
  /** Whether the row goes to the stage. */
  private isStaged = false;
  /** Where the columns of the table go. */
  private columns: CopyEncoder;

  constructor(
    private readonly parts: SplitParts,
    columns: number,
  ) {
    this.last = LEADING + columns;
    this.columns = parts.target;
  }

  /** Forgets the keys of the chunk. */
  clear(): void {
    this.keys.clear();
  }

  beginRow(): void {
    this.at = 0;
    this.isStaged = false;
    this.columns = this.parts.target;
    this.parts.place.beginRow();
    this.parts.target.beginRow();
  }

  endRow(): void {
    this.columns.endRow();
    if (!this.isStaged) this.parts.place.endRow();
  }

  abandonRow(): void {
    this.columns.abandonRow();
    if (this.isStaged) return;
    this.parts.place.abandonRow();
    if (this.at > LEADING) this.keys.removeLast();
  }

  null(): void {
    this.sink().null();
    this.next();
  }

  text(value: string): void {
    this.sink().text(value);
    this.next();
  }

  literal(value: string): void {
    this.sink().literal(value);
    this.next();
  }

  copy(source: DataView, start: number, end: number): void {
    this.sink().copy(source, start, end);
    this.next();
  }

  textPart(value: string): void {
    this.sink().textPart(value);
  }

  copyPart(source: DataView, start: number, end: number): void {
    this.sink().copyPart(source, start, end);
  }

  textArray(items: readonly string[]): void {
    this.sink().textArray(items);
    this.next();
  }

  copyArray(source: DataView, start: number, end: number): void {
    this.sink().copyArray(source, start, end);
    this.next();
  }

  /** Where the column that comes next goes; those behind the ones of the table belong to the place. */
  private sink(): CopyEncoder {
    return (this.at < LEADING || this.at >= this.last) && !this.isStaged ? this.parts.place : this.columns;
  }

  private next(): void {
    if (this.at === LEADING) this.settle();
    this.at += 1;
  }

  /** The key is written: it stands in the place as well, or the row moves to the stage. */
  private settle(): void {
    const { target, place, stage } = this.parts;
    if (this.keys.add(target.hashOfRow())) {
      place.copyRow(target);
      return;
    }
    this.isStaged = true;
    this.columns = stage;
    stage.beginRow();
    stage.copyRow(place);
    stage.copyRow(target);
    target.abandonRow();
    place.abandonRow();
  }
}
