/**
 * Reads PostgreSQL's text output of a one-dimensional `text[]`: `{a,"b, c",NULL}`. Quoted elements have a backslash
 * before quotes and backslashes; an unquoted NULL is null.
 *
 * @throws SyntaxError for anything else, arrays of arrays and explicit bounds included.
 */
export function parseArrayLiteral(text: string): (string | null)[] {
  const items: (string | null)[] = [];
  if (!text.startsWith('{') || !text.endsWith('}')) throw notAnArray();
  if (text === '{}') return items;
  let at = 1;
  while (at < text.length) {
    const first = text.charAt(at);
    if (first === '{') throw notAnArray();
    if (first === '"') {
      let item = '';
      for (at++; text.charAt(at) !== '"'; at++) {
        if (text.charAt(at) === '\\') at++;
        if (at >= text.length) throw notAnArray();
        item += text.charAt(at);
      }
      items.push(item);
      at++;
    } else {
      const comma = text.indexOf(',', at);
      const end = comma === -1 ? text.length - 1 : comma;
      const item = text.slice(at, end);
      items.push(item === 'NULL' ? null : item);
      at = end;
    }
    const separator = text.charAt(at);
    if (separator !== ',' && !(separator === '}' && at === text.length - 1)) throw notAnArray();
    at++;
  }
  return items;
}

function notAnArray(): SyntaxError {
  return new SyntaxError('Not a one-dimensional array in PostgreSQL’s notation');
}
