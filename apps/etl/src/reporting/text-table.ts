export interface TextColumn {
  readonly title: string;
  readonly align?: 'right';
}

/** A table of aligned columns, without trailing spaces; every line is indented by `indent`. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  indent = '',
): string[] {
  const lines = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => width(line[index] ?? ''))));
  return lines.map((line) => {
    const cells = columns.map((column, index) => {
      const cell = line[index] ?? '';
      const padding = ' '.repeat((widths[index] ?? 0) - width(cell));
      return column.align === 'right' ? padding + cell : cell + padding;
    });
    return (indent + cells.join('  ')).trimEnd();
  });
}

/** In code points: names of cities and people are not all ASCII. */
function width(text: string): number {
  return [...text].length;
}

/** A value from the data in a line of a report: line breaks and control characters must not break the terminal. */
export function oneLine(text: string, most = 60): string {
  const printable = [...text]
    .map((character) =>
      /[\p{Cc}\p{Zl}\p{Zp}]|[\u202a-\u202e\u2066-\u2069]/u.test(character) ? '\ufffd' : character,
    )
    .slice(0, most + 1);
  return printable.length > most ? `${printable.slice(0, most - 1).join('')}…` : printable.join('');
}
