import type { PathStep, RepairReason, UnfitReason, ValueNotes } from '../codecs/codec';
import type { ChunkCounts } from '../ports/target';
import type { HugeValue } from '../scan/huge-value';
import type { ResidueItem } from './residue-document';

interface CountedEvent {
  readonly kind: 'coerced' | 'defaulted' | 'repaired' | 'warned';
  /** `<table>.<column>` */
  readonly key: string;
  readonly reason: string;
}

/** How much the log held at one moment. */
export interface LogMark {
  readonly items: number;
  readonly events: number;
  readonly fields: number;
}

/** Fields of one object, too many for an entry each. */
interface ManyFields {
  /** What stands before their keys: empty, or with a `/` at its end. */
  readonly prefix: string;
  readonly fields: HugeValue;
}

const EMPTY: LogMark = { items: 0, events: 0, fields: 0 };

/**
 * What one document leaves beside its rows: originals for the residue, and what is counted. A row that is rejected
 * takes its part of the log with it, so nothing is counted or kept twice.
 */
export class DocumentLog implements ValueNotes {
  readonly items: ResidueItem[] = [];
  private readonly events: CountedEvent[] = [];
  private readonly residueFields: (string | ManyFields)[] = [];
  private base: readonly PathStep[] = [];
  private key = '';

  clear(): void {
    this.rewind(EMPTY);
  }

  mark(): LogMark {
    return { items: this.items.length, events: this.events.length, fields: this.residueFields.length };
  }

  rewind(mark: LogMark): void {
    // Nearly every document leaves nothing, and to set a length costs more than to look at it.
    if (this.items.length > mark.items) this.items.length = mark.items;
    if (this.events.length > mark.events) this.events.length = mark.events;
    if (this.residueFields.length > mark.fields) this.residueFields.length = mark.fields;
  }

  /** What codecs report from now on belongs to this column and lies below this path. */
  at(key: string, base: readonly PathStep[]): void {
    this.key = key;
    this.base = base;
  }

  beside(path: readonly PathStep[], part: unknown): void {
    this.residue([...this.base, ...path], part);
  }

  repaired(path: readonly PathStep[], original: unknown, reason: RepairReason): void {
    this.items.push({ path: [...this.base, ...path], value: original });
    this.events.push({ kind: 'repaired', key: this.key, reason });
  }

  /** The value did not fit its nullable column: null there, the original here. */
  nulled(original: unknown, reason: UnfitReason): void {
    this.items.push({ path: this.base, value: original });
    this.events.push({ kind: 'repaired', key: this.key, reason });
  }

  coerced(): void {
    this.events.push({ kind: 'coerced', key: this.key, reason: '' });
  }

  defaulted(): void {
    this.events.push({ kind: 'defaulted', key: this.key, reason: '' });
  }

  /** A value that the target takes and a constraint of the entity does not. */
  warned(constraint: string): void {
    this.events.push({ kind: 'warned', key: this.key, reason: constraint });
  }

  /** A field that no column takes. */
  residue(path: readonly PathStep[], value: unknown): void {
    this.items.push({ path, value });
    this.residueFields.push(countedAs(path));
  }

  /** Fields of the object at `path` that no column takes, too many for an item each. */
  manyResidue(path: readonly PathStep[], fields: HugeValue): void {
    this.items.push({ path, value: fields });
    this.residueFields.push({ prefix: countedAs([...path, '']), fields });
  }

  /** The first repair since the mark; where losses are refused, its row is a reject. */
  repairSince(mark: LogMark): { key: string; reason: string } | null {
    for (let i = mark.events; i < this.events.length; i += 1) {
      const event = this.events[i]!;
      if (event.kind === 'repaired') return event;
    }
    return null;
  }

  /** Adds what was counted; a field and reason counts once a document and row. */
  addTo(counts: ChunkCounts): void {
    for (const { kind, key, reason } of this.events) {
      if (kind === 'repaired' || kind === 'warned') {
        const reasons = (counts[kind][key] ??= {});
        reasons[reason] = (reasons[reason] ?? 0) + 1;
      } else {
        counts[kind][key] = (counts[kind][key] ?? 0) + 1;
      }
    }
    if (this.residueFields.length > 0) countResidue(counts.residue, this.residueFields);
  }
}

/** Names inside a field that nobody knows may be as many as documents: counted by field, an index as "-". */
function countedAs(path: readonly PathStep[]): string {
  const depth = path.findIndex((step, index) => index > 0 && typeof step !== 'number');
  const named = path.slice(0, depth < 0 ? 1 : depth + 1);
  return named.map((step) => (typeof step === 'number' ? '-' : step)).join('/');
}

/** Distinct fields that are counted by name; a source with random field names must not fill the memory. */
const RESIDUE_FIELDS_NAMED = 2_000;

/** Counts each field once, however often the document has it. */
function countResidue(counts: ChunkCounts['residue'], fields: readonly (string | ManyFields)[]): void {
  let named = Object.keys(counts).length;
  const count = (name: string): void => {
    let field = `/${name}`;
    if (counts[field] === undefined) {
      if (named < RESIDUE_FIELDS_NAMED) named += 1;
      else field = '/…';
    }
    counts[field] = (counts[field] ?? 0) + 1;
  };
  const seen = new Set<string>();
  for (const field of fields) {
    if (typeof field === 'string') seen.add(field);
    else {
      for (const key of field.fields.steps()) {
        // Those of the document itself are all different, and nothing else is called as they are.
        if (field.prefix === '') count(String(key));
        else seen.add(field.prefix + key);
      }
    }
  }
  seen.forEach(count);
}
