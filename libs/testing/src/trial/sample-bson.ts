import type { SampleBson } from '@etl/core';
import { Decimal128, Double, Int32, Long, ObjectId, UUID } from 'bson';

/** Values of a sample as the `bson` package has them. */
export const sampleBson: SampleBson = {
  objectId: (hex) => ObjectId.createFromHexString(hex),
  int32: (value) => new Int32(value),
  int64: (value) => Long.fromBigInt(value),
  double: (value) => new Double(value),
  decimal128: (text) => Decimal128.fromString(text),
  date: (epochMilliseconds) => new Date(epochMilliseconds),
  uuid: (text) => new UUID(text),
};
