/** The polynomial of ECMA-182, reflected, as Go's `hash/crc64` has it; in two words, as BigInt would be slow. */
const HIGH = 0xc96c5795;
const LOW = 0xd7870f42;

const highs = new Int32Array(256);
const lows = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit++) {
    const carry = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (carry) {
      low ^= LOW;
      high ^= HIGH;
    }
  }
  highs[byte] = high;
  lows[byte] = low;
}

/** CRC-64 of the documents of one collection, with which mongodump's archive ends it. */
export class Crc64 {
  private high = ~0;
  private low = ~0;

  update(bytes: Uint8Array): void {
    let { high, low } = this;
    for (let at = 0; at < bytes.length; at++) {
      const index = (low ^ (bytes[at] as number)) & 255;
      low = ((low >>> 8) | (high << 24)) ^ (lows[index] as number);
      high = (high >>> 8) ^ (highs[index] as number);
    }
    this.high = high;
    this.low = low;
  }

  /** Signed, as BSON holds it. */
  get value(): bigint {
    return BigInt.asIntN(64, (BigInt(~this.high >>> 0) << 32n) | BigInt(~this.low >>> 0));
  }
}
