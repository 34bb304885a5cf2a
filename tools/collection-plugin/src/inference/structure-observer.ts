import { isMissing } from '@etl/core';
import { isDataKey, isOrdinaryDocument, typeToken } from './type-tokens';
import { ValueFacts } from './value-facts';

/** Keys of one kind of document beyond which they are data, and not fields. */
const MOST_KEYS = 200;
const MOST_FIELDS = 1_000;
/** Documents and arrays within each other that are looked into. */
const DEEPEST = 12;
const STEP = '\u0000';
/** The step from an array to its elements. */
const ELEMENT = '[]';

export const pathOf = (parent: string, key: string): string => `${parent}${STEP}${key}`;
export const elementOf = (parent: string): string => pathOf(parent, ELEMENT);

/** Goes through documents: learns what values say at each path, and gives their types to mongodb-schema. */
export class StructureObserver {
  private readonly facts = new Map<string, ValueFacts>();
  /** Path of a document → its fields in the order in which they came. */
  private readonly fields = new Map<string, Set<string>>();
  /** Paths of documents whose keys are data. */
  private readonly opaque = new Set<string>();
  /** Top-level fields that were left out: too many of them, or names that are data. */
  leftOut = 0;

  /** The document with types in place of values. */
  observe(document: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const tokens: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    const fields = this.fieldsOf('');
    for (const [key, value] of Object.entries(document)) {
      if (isMissing(value)) continue;
      if (!fields.has(key) && (isDataKey(key) || fields.size >= MOST_FIELDS)) {
        this.leftOut += 1;
        continue;
      }
      fields.add(key);
      tokens[key] = this.token(value, pathOf('', key), 1);
    }
    return tokens;
  }

  factsAt(path: string): ValueFacts {
    let facts = this.facts.get(path);
    if (facts === undefined) this.facts.set(path, (facts = new ValueFacts()));
    return facts;
  }

  /** The fields of the documents at a path; none where their keys are data. */
  fieldsAt(path: string): readonly string[] {
    return this.opaque.has(path) ? [] : [...(this.fields.get(path) ?? [])];
  }

  private token(value: unknown, path: string, depth: number): unknown {
    this.factsAt(path).add(value);
    if (Array.isArray(value)) {
      if (depth >= DEEPEST) return [];
      return value.map((item) => this.token(item, elementOf(path), depth + 1));
    }
    return isOrdinaryDocument(value) ? this.documentToken(value, path, depth) : typeToken(value);
  }

  private documentToken(
    document: Readonly<Record<string, unknown>>,
    path: string,
    depth: number,
  ): Record<string, unknown> {
    const tokens: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    if (depth >= DEEPEST) return tokens;
    const fields = this.fieldsOf(path);
    for (const [key, value] of Object.entries(document)) {
      // mongodb-schema would take it for a value of the `bson` package.
      if (isMissing(value) || key === '_bsontype') continue;
      if (!fields.has(key)) {
        fields.add(key);
        if (isDataKey(key) || fields.size > MOST_KEYS) this.opaque.add(path);
      }
      if (this.opaque.has(path)) return Object.create(null) as Record<string, unknown>;
      tokens[key] = this.token(value, pathOf(path, key), depth + 1);
    }
    return tokens;
  }

  private fieldsOf(path: string): Set<string> {
    let fields = this.fields.get(path);
    if (fields === undefined) this.fields.set(path, (fields = new Set()));
    return fields;
  }
}
