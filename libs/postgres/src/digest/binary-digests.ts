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
  // Used again for every part: what is made anew is only collected when there are tens of megabytes of it.
  let held = Buffer.alloc(0);
  let end = 0;
  let at = HEADER_BYTES;
  for await (const part of stream) {
    if (end + part.length > held.length) held = Buffer.concat([held.subarray(0, end)], end + part.length);
    end += part.copy(held, end);
    // The trailer is shorter than the front of a row.
    while (at + FRONT_BYTES <= end) {
      const next = at + FRONT_BYTES + held.readInt32BE(at + COUNT_BYTES);
      if (next > end) break;
      for (let start = at + FRONT_BYTES; start < next; start += size) {
        for (let n = 0; n < integers; n += 1)
          values[n] = held.readInt32BE(start + DIGEST_BYTES + n * INTEGER_BYTES);
        use({ bytes: held, start, integers: values });
      }
      at = next;
    }
    if (at > end) continue;
    held.copyWithin(0, at, end);
    end -= at;
    at = 0;
  }
}
