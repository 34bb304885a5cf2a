/** Before the first row of a binary COPY. */
const HEADER_BYTES = 19;
/** Before the one value of a row: the number of values, and its length. */
const COUNT_BYTES = 2;
const FRONT_BYTES = COUNT_BYTES + 4;
const DIGEST_BYTES = 16;
const INTEGER_BYTES = 4;

/** Where a digest lies in the bytes, and the integers behind it. */
export interface BinaryDigest {
  readonly bytes: Buffer;
  readonly start: number;
  readonly integers: readonly number[];
}

/**
 * Takes the rows of a binary COPY apart, each of which packs any number of digests with so many integers behind each. What `use` is
 * called with holds only until `use` is through.
 */
export async function eachDigest(
  stream: AsyncIterable<Buffer>,
  integers: number,
  use: (digest: BinaryDigest) => void,
): Promise<void> {
  const size = DIGEST_BYTES + integers * INTEGER_BYTES;
  const values = new Array<number>(integers);
  let skip = HEADER_BYTES;
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of stream) {
    const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
    let at = Math.min(skip, bytes.length);
    skip -= at;
    // The trailer is shorter than the front of a row.
    while (at + FRONT_BYTES <= bytes.length) {
      const end = at + FRONT_BYTES + bytes.readInt32BE(at + COUNT_BYTES);
      if (end > bytes.length) break;
      for (let start = at + FRONT_BYTES; start < end; start += size) {
        for (let n = 0; n < integers; n += 1)
          values[n] = bytes.readInt32BE(start + DIGEST_BYTES + n * INTEGER_BYTES);
        use({ bytes, start, integers: values });
      }
      at = end;
    }
    rest = bytes.subarray(at);
  }
}
