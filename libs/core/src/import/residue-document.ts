import type { PathStep } from '../codecs/codec';
import { kindOf, stringifyExtended } from '../values';

/** A JSON Pointer (RFC 6901). */
export function jsonPointer(path: readonly PathStep[]): string {
  let pointer = '';
  for (const step of path) {
    pointer += '/' + (typeof step === 'number' ? step : step.replace(/~/g, '~0').replace(/\//g, '~1'));
  }
  return pointer;
}

/** An original that the target does not hold, and where it stood in the document. */
export interface ResidueItem {
  readonly path: readonly PathStep[];
  readonly value: unknown;
}

/**
 * The residue of one document as JSON text: JSON Pointer → leaf, in Extended JSON. Sub-documents and arrays are taken
 * apart down to their leaves; empty ones are leaves. A pointer that comes again (a key twice in one object) gets `~2`,
 * which no pointer to a key of that name could be.
 */
export function residueDocument(items: readonly ResidueItem[]): string {
  const leaves = new Map<string, string>();
  const times = new Map<string, number>();
  for (const { path, value } of items) addLeaves(leaves, times, jsonPointer(path), value);
  let text = '{';
  for (const [pointer, leaf] of leaves) {
    text += (text.length === 1 ? '' : ',') + JSON.stringify(pointer) + ':' + leaf;
  }
  return text + '}';
}

/** `times`: how often each pointer has come that came more than once. */
function addLeaves(
  leaves: Map<string, string>,
  times: Map<string, number>,
  pointer: string,
  value: unknown,
): void {
  const kind = kindOf(value);
  if (kind === 'array') {
    const items = value as readonly unknown[];
    if (items.length > 0) {
      items.forEach((item, index) => addLeaves(leaves, times, `${pointer}/${index}`, item));
      return;
    }
  } else if (kind === 'document') {
    const keys = Object.keys(value as object);
    if (keys.length > 0) {
      for (const key of keys) {
        addLeaves(leaves, times, pointer + jsonPointer([key]), (value as Record<string, unknown>)[key]);
      }
      return;
    }
  }
  let free = pointer;
  if (leaves.has(pointer)) {
    const n = (times.get(pointer) ?? 1) + 1;
    times.set(pointer, n);
    free = `${pointer}~${n}`;
  }
  leaves.set(free, stringifyExtended(value));
}
