/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, before[column - 2]! + 1);
      current.push(least);
    }
    before = above;
    above = current;
  }
  return above[b.length]!;
}

/** True where two names may be one with a slip of the finger; short names must not differ, long ones by two at most. */
export function isSlip(a: string, b: string): boolean {
  // address1 and address2 are two things.
  if (a === b || a.replace(/\d+/g, '') === b.replace(/\d+/g, '')) return false;
  const length = Math.min(a.length, b.length);
  return length >= 5 && editDistance(a, b) <= (length >= 9 ? 2 : 1);
}
