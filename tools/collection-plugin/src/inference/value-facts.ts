import { createHash } from 'node:crypto';
import { kindOf, nearestDouble } from '@etl/core';
import type { FieldShape } from '../draft/collection-draft';
import { FormatTally } from './format';

/** Texts beyond it are compared by their digest. */
const LONG = 64;
/** Values that are compared; within arrays there may be millions. */
const MOST_COMPARED = 10_000;

/** What is learnt of the values at one path. No value is kept: only what `distinct` compares, until the sample is read. */
export class ValueFacts {
  private shortest = Number.POSITIVE_INFINITY;
  private longest = 0;
  private least = Number.POSITIVE_INFINITY;
  private most = Number.NEGATIVE_INFINITY;
  private readonly formats = new FormatTally();
  /** Undefined once a value came twice. */
  private seen: Set<string> | undefined = new Set();
  private structured = false;

  add(value: unknown): void {
    const kind = kindOf(value);
    switch (kind) {
      case 'null':
        return;
      case 'array':
      case 'document':
        this.structured = true;
        return;
      case 'string':
        this.addText(value as string);
        break;
      case 'uuid':
        this.formats.addLook('uuid');
        break;
      case 'number':
        this.addNumber(value as number);
        break;
      case 'int32':
      case 'int64':
      case 'double':
      case 'decimal128':
        this.addNumber(nearestDouble(value));
        break;
      default:
    }
    this.compare(typeof value === 'object' ? JSON.stringify(value) : `${kind}:${String(value)}`);
  }

  /** The part of the shape that the values say. */
  get shape(): Pick<FieldShape, 'length' | 'range' | 'format' | 'distinct'> {
    const { format } = this.formats;
    return {
      ...(this.longest > 0 ? { length: { min: this.shortest, max: this.longest } } : {}),
      ...(this.least <= this.most
        ? { range: { min: outward(this.least, -1), max: outward(this.most, 1) } }
        : {}),
      ...(format === undefined ? {} : { format }),
      distinct: !this.structured && this.seen !== undefined && this.seen.size > 0,
    };
  }

  private addText(text: string): void {
    // A character may be two units; in prose nobody counts.
    const length = text.length > LONG ? text.length : [...text].length;
    this.shortest = Math.min(this.shortest, length);
    this.longest = Math.max(this.longest, length);
    this.formats.add(text);
  }

  private addNumber(number: number): void {
    if (!Number.isFinite(number)) return;
    this.least = Math.min(this.least, number);
    this.most = Math.max(this.most, number);
  }

  private compare(text: string): void {
    if (this.seen === undefined || this.seen.size >= MOST_COMPARED) return;
    const key = text.length > LONG ? createHash('sha256').update(text).digest('base64') : text;
    if (this.seen.has(key)) this.seen = undefined;
    else this.seen.add(key);
  }
}

/** One digit of the number, rounded away from the others: an order of magnitude, and nobody's salary. */
function outward(number: number, direction: 1 | -1): number {
  if (number === 0) return 0;
  const power = 10 ** Math.floor(Math.log10(Math.abs(number)));
  const rounded = direction * Math.ceil((direction * number) / power);
  // Multiplying by 0.001 has more digits than the number.
  return power < 1 ? Number((rounded * power).toPrecision(1)) : rounded * power;
}
