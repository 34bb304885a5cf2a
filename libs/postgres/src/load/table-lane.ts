import type { RowSink, TablePlan } from '@etl/core';
import type { CopyEncoder } from '../copy/copy-encoder';
import { copyPlaceSql, copyTargetSql } from '../sql/direct/place';
import { CERTAIN_TO_FIT, longColumns } from '../sql/resolve/index-fit';
import { copyStageSql } from '../sql/stage/copy-stage';
import { type LengthLimit, SplitSink } from './split-sink';

/** One COPY: its statement and its buffer, kept from chunk to chunk. */
export interface Stream {
  readonly name: string;
  readonly sql: string;
  readonly encoder: CopyEncoder;
}

/** Gives out encoders with nothing in them. */
export type TakeEncoder = () => CopyEncoder;

/** Takes the rows of one table, and says where they are copied to. */
export interface TableLane {
  readonly sink: RowSink;
  readonly streams: readonly Stream[];
  /** Forgets what it holds beside its streams. */
  clear(): void;
}

export function stageLane(table: TablePlan, take: TakeEncoder): TableLane {
  const encoder = take();
  return {
    sink: encoder,
    streams: [{ name: table.name, sql: copyStageSql(table), encoder }],
    clear: () => undefined,
  };
}

/** Straight into the table, with the places beside it, and into the stage what comes twice or is too long for an index. */
export function directLane(schema: string, table: TablePlan, take: TakeEncoder): TableLane {
  const [target, place, stage] = [take(), take(), take()];
  const sink = new SplitSink({ target, place, stage }, table.columns.length, limitsOf(table));
  const { name } = table;
  return {
    sink,
    streams: [
      { name, sql: copyTargetSql(schema, table), encoder: target },
      { name: `the places of ${name}`, sql: copyPlaceSql(name), encoder: place },
      { name: `the stage of ${name}`, sql: copyStageSql(table), encoder: stage },
    ],
    clear: () => sink.clear(),
  };
}

const limitsOf = (table: TablePlan): readonly LengthLimit[] =>
  table.indexes
    .map((index) =>
      longColumns(table, index).map((name) => table.columns.findIndex((column) => column.name === name)),
    )
    .filter((columns) => columns.length > 0)
    .map((columns) => ({ columns, most: CERTAIN_TO_FIT }));
