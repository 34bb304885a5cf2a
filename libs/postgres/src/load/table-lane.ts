import type { RowSink, TablePlan } from '@etl/core';
import type { CopyEncoder } from '../copy/copy-encoder';
import { copyPlaceSql, copyTargetSql } from '../sql/direct/place';
import { copyStageSql } from '../sql/stage/copy-stage';
import { SplitSink } from './split-sink';

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

/** Straight into the table, with the places beside it, and into the stage what comes twice. */
export function directLane(schema: string, table: TablePlan, take: TakeEncoder): TableLane {
  const [target, place, stage] = [take(), take(), take()];
  const sink = new SplitSink({ target, place, stage }, table.columns.length);
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
