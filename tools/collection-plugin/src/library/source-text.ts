/** `text` as a literal of TypeScript, single-quoted where prettier would do so. */
export function quoted(text: string): string {
  const literal = JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16)}`,
  );
  return `'${literal.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

/** A literal of what a column's default, or the value of an enum, can be. */
export const literal = (value: string | number | boolean): string =>
  typeof value === 'string' ? quoted(value) : String(value);

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** `text` as the key of an object literal or the name of a property. */
export function propertyKey(text: string): string {
  // Bare or quoted, it would set the prototype.
  if (text === '__proto__') return `['${text}']`;
  return IDENTIFIER.test(text) ? text : quoted(text);
}

/** One line of a comment: nothing in it ends the comment or the line. */
export const commentText = (text: string): string =>
  text.replace(/\s+/g, ' ').replaceAll('*/', '* /').replaceAll('/*', '/ *').trim();

/** `// …` lines of at most 104 characters, at the places where words end. */
export function commentLines(text: string): string[] {
  const lines: string[] = [];
  let line = '//';
  for (const word of commentText(text).split(' ')) {
    if (line.length + word.length + 1 > 104 && line !== '//') {
      lines.push(line);
      line = '//';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
