import { CaptureSink, type ColumnSpec, pickValue, type UnfitReason } from '@etl/core';
import type { Sample } from '../inference/read-sample';

/** What a column makes of its fields, document by document. */
export interface Fit {
  /** Documents with a value for the column. */
  readonly values: number;
  /** … with null where it may be, or where nothing else was said. */
  readonly nulls: number;
  /** … without the field, or with null where the column is NOT NULL. */
  readonly missing: number;
  /** Values that do not fit, and why. */
  readonly unfit: number;
  readonly reasons: ReadonlyMap<UnfitReason, number>;
  /** Documents in which several of the fields have a value, and not the same one. */
  readonly differing: number;
}

/** A column, and the fields that it would be read from. */
export interface Pairing {
  readonly column: ColumnSpec;
  readonly fields: readonly string[];
}

const IGNORED = { beside: () => undefined, repaired: () => undefined };

/** Tries pairings on every document of the sample, by the codecs that the import uses. */
export function measure(sample: Sample, pairings: readonly Pairing[]): Fit[] {
  const tallies = pairings.map((pairing) => new FitTally(pairing));
  for (const document of sample.documents()) for (const tally of tallies) tally.add(document);
  return tallies;
}

class FitTally implements Fit {
  values = 0;
  nulls = 0;
  missing = 0;
  unfit = 0;
  differing = 0;
  readonly reasons = new Map<UnfitReason, number>();
  private readonly sink = new CaptureSink();

  constructor(private readonly pairing: Pairing) {}

  add(document: Readonly<Record<string, unknown>>): void {
    const { column, fields } = this.pairing;
    const { state, value, field } = pickValue(column, fields, document);
    if (state === 'missing') this.missing += 1;
    else if (state === 'null') this.nulls += 1;
    else {
      this.values += 1;
      const text = this.textOf(value, true);
      const others = fields.filter((other) => other !== field);
      if (others.some((other) => this.differs(other, document, text))) this.differing += 1;
    }
  }

  private differs(field: string, document: Readonly<Record<string, unknown>>, text: string | null): boolean {
    const { state, value } = pickValue(this.pairing.column, [field], document);
    return state === 'there' && this.textOf(value, false) !== text;
  }

  /** The text of the column; null where the value does not fit. */
  private textOf(value: unknown, counted: boolean): string | null {
    const { codec } = this.pairing.column;
    // jsonb takes every value, and writing large ones takes its time.
    if (codec.kind === 'jsonb') return null;
    const outcome = codec.encode(value, this.sink, IGNORED);
    if (typeof outcome === 'string') return this.sink.value;
    if (counted) {
      this.unfit += 1;
      this.reasons.set(outcome.unfit, (this.reasons.get(outcome.unfit) ?? 0) + 1);
    }
    return null;
  }
}
