import { kindOf, stringifyExtended } from '@etl/core';

/** A part of a value that has no parts of its own: a scalar, a wrapper of Extended JSON, an empty array or document. */
export interface Leaf {
  /** JSON Pointer, from the value. */
  readonly pointer: string;
  readonly json: string;
}

const escaped = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');

export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${escaped(String(step))}`).join('');

/** The leaves of a node of a parsed line. */
export function leavesOf(node: unknown, pointer = ''): Leaf[] {
  const kind = kindOf(node);
  const parts = kind === 'array' || kind === 'document' ? Object.entries(node as object) : [];
  if (parts.length === 0) return [{ pointer, json: stringifyExtended(node) }];
  return parts.flatMap(([key, part]) => leavesOf(part, `${pointer}/${escaped(key)}`));
}
