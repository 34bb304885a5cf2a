import { serialize } from 'bson';

/**
 * A value of BSON as its type and bytes. So a document can hold what the library does not write: strings that are not
 * UTF-8, undefined, a DBPointer, a key twice, dates beyond those of JavaScript.
 */
export interface RawValue {
  readonly type: number;
  readonly bytes: Buffer;
}

export type RawField = readonly [key: string | Buffer, value: RawValue];

/** Length and the type of the first element, its key `v` and the key's end. */
const BEFORE_VALUE = 7;

/** A value as the library writes it. */
export function raw(value: unknown): RawValue {
  const document = Buffer.from(serialize({ v: value }, { ignoreUndefined: false }));
  return { type: document[4]!, bytes: document.subarray(BEFORE_VALUE, -1) };
}

export function rawDocument(fields: readonly RawField[]): RawValue {
  const elements = fields.map(([key, { type, bytes }]) =>
    Buffer.concat([Buffer.from([type]), Buffer.from(key), Buffer.from([0]), bytes]),
  );
  const body = Buffer.concat(elements);
  return { type: 0x03, bytes: Buffer.concat([int32(body.length + 5), body, Buffer.from([0])]) };
}

export function rawArray(items: readonly RawValue[]): RawValue {
  return { type: 0x04, bytes: rawDocument(items.map((item, n) => [String(n), item])).bytes };
}

/** A string of these bytes, whether they are UTF-8 or not. */
export function rawString(...parts: readonly (string | readonly number[])[]): RawValue {
  const text = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  return { type: 0x02, bytes: Buffer.concat([int32(text.length + 1), text, Buffer.from([0])]) };
}

/** A date at any of the milliseconds that BSON has room for. */
export function rawDate(millis: bigint): RawValue {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(millis);
  return { type: 0x09, bytes };
}

export const RAW_UNDEFINED: RawValue = { type: 0x06, bytes: Buffer.alloc(0) };

export function rawDbPointer(namespace: string, hex: string): RawValue {
  return { type: 0x0c, bytes: Buffer.concat([rawString(namespace).bytes, Buffer.from(hex, 'hex')]) };
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
