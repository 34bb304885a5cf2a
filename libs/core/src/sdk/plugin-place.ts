import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `…/lib/books.js:12` at the end of a line of a stack, in brackets or not; V8 puts it first for a syntax error. */
const PLACE = /((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*?):(\d+)(?::\d+)?\)?$/;

/**
 * Where in a plug-in an error comes from: the first line of its stack that lies in `folder`, and not in the packages
 * there.
 * @returns `lib/books.js:12`, relative to the folder; undefined where the stack does not tell
 */
export function placeInPlugin(error: unknown, folder: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const text of (error.stack ?? '').split('\n')) {
    const [, place = '', line = ''] = PLACE.exec(text) ?? [];
    if (place === '') continue;
    const file = relative(folder, place.startsWith('file:') ? fileURLToPath(place) : place);
    const inside = !isAbsolute(file) && !file.startsWith('..') && !file.split(sep).includes('node_modules');
    if (inside) return `${file}:${line}`;
  }
  return undefined;
}
