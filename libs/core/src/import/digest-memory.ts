/**
 * Memory of the digest sets of one import, handed on from collection to collection. Left to the garbage collectors, each set stays
 * until the main thread and all workers happen to have collected theirs: several collections' sets at a time.
 */
export class DigestMemory {
  private free: SharedArrayBuffer[] = [];

  /** Zeros, at least so many bytes. */
  take(bytes: number): SharedArrayBuffer {
    const fitting = this.free.findIndex(({ byteLength }) => byteLength >= bytes);
    if (fitting < 0) {
      // What is too small now would only lie about.
      this.free = [];
      return new SharedArrayBuffer(bytes);
    }
    const [buffer] = this.free.splice(fitting, 1) as [SharedArrayBuffer];
    new Uint8Array(buffer).fill(0);
    return buffer;
  }

  /** Takes back what no thread looks at any more. */
  give(buffer: SharedArrayBuffer): void {
    this.free.push(buffer);
  }
}
