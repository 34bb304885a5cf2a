import type { CollectionDefinition, SampleBson, SampleContext } from '../collection/collection-definition';
import { sampleIds } from './sample-id';
import { hashOfName, randomOf } from './sample-random';

export interface SampleOptions {
  /** The number of properties; every collection derives its own from it. */
  readonly properties: number;
  /** The same seed gives the same documents. */
  readonly seed: number;
}

/** The invented documents of one collection. */
export interface SampleCollection {
  /** The collection's name in MongoDB. */
  readonly name: string;
  readonly count: number;
  /** Made one by one while they are read; can be read again. */
  readonly documents: Iterable<Record<string, unknown>>;
}

/** Invents the documents of some collections. Nothing is kept: memory does not grow with the sample. */
export function generateSample(
  definitions: readonly CollectionDefinition[],
  options: SampleOptions,
  bson: SampleBson,
): readonly SampleCollection[] {
  const shared = sharedContext(definitions, options);
  return definitions.map((definition) => {
    const count = shared.total(definition.name);
    return {
      name: definition.exporter.collection ?? definition.name,
      count,
      documents: { [Symbol.iterator]: () => documentsOf(definition, count, shared, options.seed, bson) },
    };
  });
}

type SharedContext = Pick<SampleContext, 'total' | 'id'>;

function sharedContext(
  definitions: readonly CollectionDefinition[],
  { properties }: SampleOptions,
): SharedContext {
  const totals = new Map(definitions.map(({ name, sample }) => [name, sample.count(properties)]));
  const ids = new Map<string, (n: number) => string>();
  return {
    // A collection that is not part of the sample still gets references: to as many documents as there are properties.
    total: (collection) => totals.get(collection) ?? properties,
    id: (collection, n) => {
      let idOf = ids.get(collection);
      if (idOf === undefined) {
        idOf = sampleIds(collection);
        ids.set(collection, idOf);
      }
      return idOf(n);
    },
  };
}

function* documentsOf(
  definition: CollectionDefinition,
  count: number,
  shared: SharedContext,
  seed: number,
  bson: SampleBson,
): Generator<Record<string, unknown>> {
  const hash = hashOfName(definition.name);
  for (let n = 0; n < count; n++) {
    yield definition.sample.document({ n, ...shared, random: randomOf(seed, hash, n) }, bson);
  }
}
