/**
 * The bytes that JSON is made of. An enum, since the bundler puts its numbers in the place of the names: in a loop over bytes a
 * load of a constant of another module would be seen.
 */
export enum Byte {
  Tab = 0x09,
  CarriageReturn = 0x0d,
  Space = 0x20,
  Quote = 0x22,
  Dollar = 0x24,
  Plus = 0x2b,
  Comma = 0x2c,
  Minus = 0x2d,
  Point = 0x2e,
  Slash = 0x2f,
  Digit0 = 0x30,
  Digit9 = 0x39,
  Colon = 0x3a,
  UpperT = 0x54,
  UpperZ = 0x5a,
  OpenArray = 0x5b,
  Backslash = 0x5c,
  CloseArray = 0x5d,
  LowerA = 0x61,
  LowerE = 0x65,
  LowerF = 0x66,
  LowerN = 0x6e,
  LowerT = 0x74,
  LowerU = 0x75,
  OpenDocument = 0x7b,
  CloseDocument = 0x7d,
}

/** True where the bytes from `at` on are those of `text`. */
export function startsWith(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}
