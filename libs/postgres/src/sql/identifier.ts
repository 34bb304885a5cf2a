import { createHash } from 'node:crypto';

/** PostgreSQL cuts longer names in silence (NAMEDATALEN − 1, in bytes). */
const NAME_BYTES = 63;

/** The one place where a name becomes part of a statement. */
export function quoted(name: string): string {
  if (name === '' || name.includes('\0')) throw new RangeError('An identifier is empty or holds U+0000.');
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name within a schema, both quoted. */
export function qualified(schema: string, name: string): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

/** Names as a list of columns. */
export function columnList(names: readonly string[]): string {
  return names.map(quoted).join(', ');
}

/** The name as the catalog keeps it: cut to 63 bytes, never within a character. */
export function catalogName(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  let end = NAME_BYTES;
  const bytes = Buffer.from(name);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}

/** `prefix` + `name`, or where that is too long for the catalog, `prefix` and a digest of the name. */
export function prefixedName(prefix: string, name: string): string {
  const whole = `${prefix}${name}`;
  if (Buffer.byteLength(whole) <= NAME_BYTES) return whole;
  return `${prefix}${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}
