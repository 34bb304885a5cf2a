import { type Codec, exactNumber, isUnfit, roundDecimal } from '@etl/core';

/** `bigint`: whole numbers of any type and in strings, exactly. */
export const bigintCodec: Codec<bigint> = {
  kind: 'bigint',
  scalar: true,
  example: (n) => `{"$numberLong":"${9_007_199_254_740_993n + BigInt(n)}"}`,
  encode(value, sink, notes) {
    const number = exactNumber(value);
    if (isUnfit(number)) return number;
    const rounded = roundDecimal(number, 19, 0);
    if (rounded === null || BigInt.asIntN(64, BigInt(rounded.text)) !== BigInt(rounded.text))
      return { unfit: 'out-of-range' };
    sink.literal(rounded.text);
    if (!rounded.exact) {
      notes.repaired([], value, 'rounded');
      return 'repaired';
    }
    return typeof value === 'string' || rounded.negativeZero ? 'coerced' : 'mapped';
  },
  decode: BigInt,
};
