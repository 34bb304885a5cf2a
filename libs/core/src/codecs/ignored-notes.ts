import type { ValueNotes } from './codec';

/** Where only the text of a value is asked for, and not what became of it. */
export const IGNORED_NOTES: ValueNotes = { beside: () => undefined, repaired: () => undefined };
