import type { RejectCode } from '../ports/target';
import { stringifyExtended } from '../values';

/** Why a row cannot be: the first thing that was found, and in `detail` whatever else. */
export interface RowFailure {
  readonly code: RejectCode;
  readonly field: string;
  readonly value: string | null;
  readonly detail: string | null;
}

/** Longest text of a value that a reject quotes. */
const QUOTED = 1_000;

export function quoteValue(value: unknown): string {
  const text = stringifyExtended(value);
  return text.length <= QUOTED ? text : `${text.slice(0, QUOTED)}…`;
}

/** One failure that names the others. */
export function summarize(failures: readonly RowFailure[]): RowFailure {
  const [first, ...others] = failures as [RowFailure, ...RowFailure[]];
  if (others.length === 0) return first;
  const also = others
    .map(({ field, code, detail }) => `${field} ${code}${detail === null ? '' : ` (${detail})`}`)
    .join(', ');
  return { ...first, detail: `${first.detail === null ? '' : `${first.detail}; `}also: ${also}` };
}
