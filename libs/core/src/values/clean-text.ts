/** True where PostgreSQL can hold the text: no U+0000, no lone surrogate. Two native scans, no look at each character. */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

export function hasNul(text: string): boolean {
  return text.includes('\0');
}

export function hasLoneSurrogate(text: string): boolean {
  return !text.isWellFormed();
}

/** U+FFFD in the place of each U+0000 and each lone surrogate. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
