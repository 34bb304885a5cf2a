/** A string constant; every session runs with standard_conforming_strings on, so a backslash is just that. */
export function literal(value: string): string {
  if (value.includes('\0')) throw new RangeError('A constant holds U+0000.');
  return `'${value.replaceAll("'", "''")}'`;
}
