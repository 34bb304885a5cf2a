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

/** Columns, counted from the first one of the table, that together must not be longer than that: bytes, as COPY has them. */
export interface LengthLimit {
  readonly columns: readonly number[];
  readonly most: number;
}

/**
 * Takes rows of the stage's shape and parts them: the columns of the table go to the table itself, what the stage knows
 * beside them to its place. The first column of the table is its key. To the stage go, and it does no harm if one goes there
 * in vain: a row whose key this chunk has had already, so that key and transaction tell the rows of the table apart; and a
 * row that is longer than an index may hold, since an index that is built later would meet it even where it was deleted, as
 * long as any other session still sees it.
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
  /** Bytes in the place before the key. */
  private leading = 0;

  constructor(
    private readonly parts: SplitParts,
    columns: number,
    private readonly limits: readonly LengthLimit[] = [],
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
    if (this.at === this.last && !this.isStaged && this.isTooLong()) this.moveToStage();
  }

  /** The key is written: it stands in the place as well, or the row moves to the stage. */
  private settle(): void {
    const { target, place } = this.parts;
    this.leading = place.rowLength;
    if (this.keys.add(target.hashOfRow())) place.copyRow(target);
    else this.moveToStage();
  }

  private isTooLong(): boolean {
    const { target } = this.parts;
    if (!this.limits.some(({ most }) => target.rowLength > most)) return false;
    const lengths = target.columnLengths();
    return this.limits.some(
      ({ columns, most }) => columns.reduce((sum, column) => sum + lengths[column]!, 0) > most,
    );
  }

  private moveToStage(): void {
    const { target, place, stage } = this.parts;
    this.isStaged = true;
    this.columns = stage;
    stage.beginRow();
    stage.copyRow(place, this.leading);
    stage.copyRow(target);
    target.abandonRow();
    place.abandonRow();
  }
}
