/** Before the first row of a binary COPY. */
const HEADER_BYTES = 19;
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;
const DIGEST_BYTES = 16;
const INTEGER_BYTES = 4;

/** Where a digest lies in the bytes, and the integers behind it. */
export interface BinaryDigest {
  readonly bytes: Buffer;
  readonly start: number;
  readonly integers: readonly number[];
}

/**
 * Takes the rows of a binary COPY apart: a digest and so many integers each, none of them null, so that all rows have one length.
 * What it calls `use` with holds only until `use` is through.
 */
export async function eachDigest(
  stream: AsyncIterable<Buffer>,
  integers: number,
  use: (digest: BinaryDigest) => void,
): Promise<void> {
  const first = COUNT_BYTES + LENGTH_BYTES;
  const row = first + DIGEST_BYTES + integers * (LENGTH_BYTES + INTEGER_BYTES);
  let skip = HEADER_BYTES;
  let rest: Buffer = Buffer.alloc(0);
  const values = new Array<number>(integers);
  for await (const part of stream) {
    const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
    let at = Math.min(skip, bytes.length);
    skip -= at;
    // The trailer is shorter than any row.
    for (; at + row <= bytes.length; at += row) {
      for (let n = 0; n < integers; n += 1)
        values[n] = bytes.readInt32BE(
          at + first + DIGEST_BYTES + n * (LENGTH_BYTES + INTEGER_BYTES) + LENGTH_BYTES,
        );
      use({ bytes, start: at + first, integers: values });
    }
    rest = bytes.subarray(at);
  }
}
