import {
  type ChunkCounts,
  type ChunkSinks,
  type CollectionPlan,
  DocumentMapper,
  emptyCounts,
  type Line,
  type LossMode,
  parseLine,
  readLines,
} from '@etl/core';
import { CopyEncoder } from '@etl/postgres';
import { TRIAL_TIMESTAMP } from './quiet-ports';

const LOSS_MODES: readonly LossMode[] = ['record', 'reject'];

type MapLine = (mapper: DocumentMapper, line: Line, sinks: ChunkSinks, counts: ChunkCounts) => boolean;

const mapScanned: MapLine = (mapper, line, sinks, counts) => mapper.mapScanned(line, sinks, counts);

const mapParsed: MapLine = (mapper, line, sinks, counts) => {
  try {
    mapper.map(parseLine(line.text), line.place, line.broken, sinks, counts);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

/**
 * Maps lines without parsing them and by parsing them, each with losses taken and with losses refused. What comes of a line
 * is one text: the bytes of COPY for each table, residue, rejects and counts; null where that way does not take it.
 */
export class BothWays {
  private readonly mappers: readonly DocumentMapper[];
  private readonly encoders = new Map<string, CopyEncoder>();

  constructor(plan: CollectionPlan) {
    this.mappers = LOSS_MODES.map((onLoss) => new DocumentMapper(plan, { onLoss, now: TRIAL_TIMESTAMP }));
  }

  scanned(text: string): string | null {
    return this.mapped(text, mapScanned);
  }

  parsed(text: string): string | null {
    return this.mapped(text, mapParsed);
  }

  private mapped(text: string, mapLine: MapLine): string | null {
    const counts = LOSS_MODES.map(emptyCounts);
    const sinks: ChunkSinks = {
      stage: (table) => this.encoder(table),
      residue: this.encoder('residue'),
      rejects: this.encoder('rejects'),
    };
    const taken = [...readLines(Buffer.from(text), { offset: 0, firstLine: 1 })].every((line) =>
      this.mappers.every((mapper, mode) => mapLine(mapper, line, sinks, counts[mode]!)),
    );
    const tables = [...this.encoders].map(([table, encoder]) => {
      const rows = encoder.bytes().toString();
      encoder.clear();
      return `${table}\n${rows}`;
    });
    return taken ? [...tables, JSON.stringify(counts)].join('\n') : null;
  }

  private encoder(table: string): CopyEncoder {
    const encoder = this.encoders.get(table) ?? new CopyEncoder();
    this.encoders.set(table, encoder);
    return encoder;
  }
}
