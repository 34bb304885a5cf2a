import { createHash, type Hash } from 'node:crypto';
import type { ChunkCounts, ChunkJournal, ChunkLoader, ChunkSinks, CollectionPlan } from '@etl/core';
import { CopyEncoder } from '@etl/postgres';

/** Takes every chunk as the bytes of COPY, and throws them away. */
export class DiscardingLoader implements ChunkLoader {
  /** Bytes that a target would have got. */
  bytes = 0;
  private readonly encoders = new Map<string, CopyEncoder>();
  private readonly hashes = new Map<string, Hash>();
  private readonly counts: ChunkCounts[] = [];

  /** With `digesting`, all that comes is hashed. */
  constructor(private readonly digesting: boolean) {}

  /** A chunk is hashed as a whole. */
  readonly isFull = false;

  begin(plan: CollectionPlan): ChunkSinks {
    this.clear();
    return {
      stage: (table) => this.encoder(table),
      residue: this.encoder('residue', plan.name),
      rejects: this.encoder('rejects', plan.name),
    };
  }

  send(): Promise<void> {
    return Promise.resolve();
  }

  commit({ counts }: ChunkJournal): Promise<void> {
    for (const [name, encoder] of this.encoders) {
      const bytes = encoder.bytes();
      this.bytes += bytes.length;
      if (!this.digesting || bytes.length === 0) continue;
      const hash = this.hashes.get(name) ?? createHash('sha256');
      this.hashes.set(name, hash.update(bytes));
    }
    if (this.digesting) this.counts.push(counts);
    this.clear();
    return Promise.resolve();
  }

  abandon(): Promise<void> {
    this.clear();
    return Promise.resolve();
  }

  private clear(): void {
    for (const encoder of this.encoders.values()) encoder.clear();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** sha256 of all rows per table, of residue and rejects; and what the chunks counted. */
  digest(): { readonly rows: Record<string, string>; readonly counts: readonly ChunkCounts[] } {
    const rows = [...this.hashes].map(([name, hash]) => [name, hash.copy().digest('hex')] as const);
    return { rows: Object.fromEntries(rows.sort()), counts: this.counts };
  }

  private encoder(name: string, ...constants: string[]): CopyEncoder {
    let encoder = this.encoders.get(name);
    if (encoder === undefined) {
      encoder = new CopyEncoder(constants);
      this.encoders.set(name, encoder);
    }
    return encoder;
  }
}
