/**
 * Memory that goes to another thread. What is used again and again is shared, and belongs to whoever got the last message
 * with it: to transfer it would detach it on the sender's side, after which V8 checks every access to any array for that (a
 * tenth of the CPU). What one large document needs is transferred: of shared memory V8 does not know how much there is, and
 * would leave gigabytes of it to be collected some day.
 */
const MOST_SHARED = 1024 * 1024;

export function newThreadMemory(size: number): ArrayBufferLike {
  return size <= MOST_SHARED ? new SharedArrayBuffer(size) : Buffer.allocUnsafeSlow(size).buffer;
}

/** What `postMessage` is to transfer of these. */
export function toTransfer(...memory: readonly ArrayBufferLike[]): ArrayBuffer[] {
  return memory.filter((piece) => piece instanceof ArrayBuffer);
}

/** Memory that was used is used again: new memory is zeroed and mapped page by page, which costs more than filling it. */
export class SpareMemory {
  private readonly spare: ArrayBufferLike[] = [];

  constructor(
    private readonly usual: number,
    /** Larger pieces are not kept: one large document would hold them to the end. */
    private readonly largest: number,
  ) {}

  /** Memory for so many bytes at least. */
  take(size = 0): ArrayBufferLike {
    const fits = (this.spare.at(-1)?.byteLength ?? -1) >= size;
    return (fits ? this.spare.pop() : undefined) ?? newThreadMemory(Math.max(size, this.usual));
  }

  giveBack(piece: ArrayBufferLike): void {
    if (piece.byteLength <= this.largest) this.spare.push(piece);
  }
}
