import type { Aggregate } from './aggregate';
import type { EntityClass } from './entity-metadata';

/** What to read from the source. */
export interface ExporterSpec {
  /** The collection's name in MongoDB, where it is another than the definition's. */
  readonly collection?: string;
}

/** Invents documents for `sample` and the demo; no person's data. */
export interface SampleContext {
  /** Position of the document, from 0. */
  readonly n: number;
  /** How many documents of a collection the whole sample has. */
  readonly total: (collection: string) => number;
  /** The ObjectId, as 24 hex digits, of document `n` of a collection: the same in every library. */
  readonly id: (collection: string, n: number) => string;
  /** A number in [0, 1) that depends on seed, collection, document and call only. */
  readonly random: () => number;
}

export interface SampleSpec {
  /** How many documents there are for `properties` properties. */
  readonly count: (properties: number) => number;
  /** Document `n`, with values as the `bson` package takes them (ObjectIds built by {@link SampleBson}). */
  readonly document: (context: SampleContext, bson: SampleBson) => Record<string, unknown>;
}

/** Constructors of BSON values, so that a collection need not import the driver. */
export interface SampleBson {
  objectId(hex: string): unknown;
  int32(value: number): unknown;
  int64(value: bigint): unknown;
  double(value: number): unknown;
  decimal128(text: string): unknown;
  date(epochMilliseconds: number): unknown;
  uuid(text: string): unknown;
}

/** One collection of the source and the tables it becomes. */
export interface CollectionDefinition {
  /** The name on the command line, of the file, and of the collection in MongoDB unless the exporter says otherwise. */
  readonly name: string;
  /** The main table first, then the fan-outs. */
  readonly entities: readonly [EntityClass, ...EntityClass[]];
  readonly exporter: ExporterSpec;
  /** Fields left behind on purpose; anything else that no column takes is residue. */
  readonly ignored: readonly string[];
  readonly aggregates: readonly Aggregate[];
  readonly sample: SampleSpec;
}

export function defineCollection(definition: CollectionDefinition): CollectionDefinition {
  return Object.freeze(definition);
}

/** Loads the definition of a collection when it is asked for. */
export interface CollectionLoader {
  (): Promise<CollectionDefinition>;
  /** The plug-in that brings it, as the user named it; absent for a collection of this program. */
  readonly plugin?: string;
}

/** The registry: what is there, and how to load it. */
export type CollectionRegistry = ReadonlyMap<string, CollectionLoader>;

export const COLLECTION_REGISTRY = Symbol('CollectionRegistry');
