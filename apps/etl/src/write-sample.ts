import { ConfigError, EtlError, generateSample, type SampleBson, selectCollections } from '@etl/core';
import { writeDump } from '@etl/mongo';
import { Decimal128, Double, Int32, Long, ObjectId, UUID } from 'bson';
import type { CommandContext } from './command-context';

export interface SampleRequest {
  /** The number of properties. */
  readonly documents: number;
  readonly seed: number;
  /** The folder of the dump, around the one of its database. */
  readonly folder: string;
  readonly collections?: readonly string[];
}

export interface WrittenSample {
  readonly written: readonly { readonly name: string; readonly documents: number }[];
  readonly unknown: readonly string[];
}

/** The database that the sample pretends to come from. */
export const SAMPLE_DATABASE = 'basera';

const bson: SampleBson = {
  objectId: (hex) => ObjectId.createFromHexString(hex),
  int32: (value) => new Int32(value),
  int64: (value) => Long.fromBigInt(value),
  double: (value) => new Double(value),
  decimal128: (text) => Decimal128.fromString(text),
  date: (epochMilliseconds) => new Date(epochMilliseconds),
  uuid: (text) => new UUID(text),
};

/**
 * Writes a folder of invented documents, as mongodump writes it.
 * @throws ConfigError OUTPUT_NOT_WRITABLE
 */
export async function writeSample(request: SampleRequest, context: CommandContext): Promise<WrittenSample> {
  const { registry } = await context.collections();
  const { loaded, unknown } = await selectCollections(registry, request.collections ?? registry.keys());
  const definitions = loaded.map(({ definition }) => definition);
  const sample = generateSample(definitions, { properties: request.documents, seed: request.seed }, bson);
  const dump = sample.map(
    ({ name, count, documents }) => [name, watched(name, count, documents, context)] as const,
  );
  try {
    await writeDump(request.folder, SAMPLE_DATABASE, Object.fromEntries(dump));
  } catch (cause) {
    if (cause instanceof EtlError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(
      'OUTPUT_NOT_WRITABLE',
      `The sample cannot be written to ${request.folder}: ${message}.`,
      { cause },
    );
  }
  return { written: sample.map(({ name, count }) => ({ name, documents: count })), unknown };
}

/** The documents, with progress, until somebody wants to stop. */
async function* watched(
  name: string,
  count: number,
  documents: Iterable<Record<string, unknown>>,
  { progress, signal }: CommandContext,
): AsyncGenerator<Record<string, unknown>> {
  const step = 1_000;
  progress.start(name, count, 'documents');
  let written = 0;
  for (const document of documents) {
    yield document;
    written += 1;
    if (written % step !== 0) continue;
    progress.advance(name, step);
    // Serializing never waits for anything: without this pause a signal would not be heard before the end.
    await new Promise(setImmediate);
    if (signal.aborted) throw new EtlError('INTERRUPTED', `Interrupted while ${name} was written.`);
  }
  progress.advance(name, written % step);
  progress.finish(name);
}
