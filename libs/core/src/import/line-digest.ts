import { createHash, hash } from 'node:crypto';

/** 128 bits: among as many documents as a disk holds, two that differ have another one. */
const DIGEST_BYTES = 16;
const SEED_BYTES = 16;

/**
 * What decides what becomes of a line beside its own bytes, in 32 hex digits. `parts` may be anything that JSON can say; with
 * another one, every line has another digest.
 */
export function digestSeed(parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('hex')
    .slice(0, SEED_BYTES * 2);
}

/** Tells lines apart by 128 bits of the sha256 of seed and line. */
export class LineDigest {
  /** The seed and, behind it, the line. One call for bytes that lie together takes half the time of a hash that is fed. */
  private scratch = Buffer.alloc(0);

  constructor(private readonly seed: string) {
    this.grow(0);
  }

  /** 32 hex digits: what is written where the line becomes a row. */
  hex(bytes: Buffer, start: number, end: number): string {
    return hash('sha256', this.seeded(bytes, start, end), 'hex').slice(0, DIGEST_BYTES * 2);
  }

  /** 16 characters, or more, each of which is a byte: looked up in two thirds of the time. */
  binary(bytes: Buffer, start: number, end: number): string {
    return hash('sha256', this.seeded(bytes, start, end), 'binary');
  }

  private seeded(bytes: Buffer, start: number, end: number): Buffer {
    if (this.scratch.length < SEED_BYTES + end - start) this.grow(end - start);
    const length = bytes.copy(this.scratch, SEED_BYTES, start, end);
    return this.scratch.subarray(0, SEED_BYTES + length);
  }

  private grow(line: number): void {
    this.scratch = Buffer.allocUnsafeSlow(SEED_BYTES + Math.max(line * 2, 16_384));
    this.scratch.write(this.seed, 'hex');
  }
}

/** The hex digits of what {@link LineDigest.binary} has answered. */
export function hexOf(binary: string): string {
  return Buffer.from(binary.slice(0, DIGEST_BYTES), 'latin1').toString('hex');
}
