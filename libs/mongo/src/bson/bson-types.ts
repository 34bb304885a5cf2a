/** The type bytes of BSON 1.1. */
export const BSON = {
  double: 0x01,
  string: 0x02,
  document: 0x03,
  array: 0x04,
  binary: 0x05,
  undefined: 0x06,
  objectId: 0x07,
  boolean: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  dbPointer: 0x0c,
  code: 0x0d,
  symbol: 0x0e,
  codeWithScope: 0x0f,
  int32: 0x10,
  timestamp: 0x11,
  int64: 0x12,
  decimal128: 0x13,
  maxKey: 0x7f,
  minKey: 0xff,
} as const;

/** The least a document can be: its length and its terminator. */
export const SMALLEST_DOCUMENT = 5;

/** The server's own bound (`BSONObjMaxInternalSize`): 16 MiB and 16 KiB for what a command puts around a document. */
export const LARGEST_DOCUMENT = 16 * 1024 * 1024 + 16 * 1024;

/** Little-endian, signed. The caller has checked that four bytes are there. */
export function int32At(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}
