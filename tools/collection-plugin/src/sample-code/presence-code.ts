import type { CodeScope } from './code-scope';

/** Below, chance alone could leave a field out of every document of a small sample. */
const RARE = 0.3;
/** Every so many documents at least have a field that is rare. */
const RAREST = 20;

/** A share with two digits, neither never nor always. */
export const shareText = (share: number): string =>
  String(Math.min(0.99, Math.max(0.01, Math.round(share * 100) / 100)));

/** A condition that is true in this share of the documents, and in some of a small sample. */
export function conditionCode(scope: CodeScope, name: string, share: number): string {
  if (share >= RARE) return scope.call('chance', scope.use('random'), shareText(share));
  const every = Math.min(RAREST, Math.max(2, Math.round(1 / Math.max(share, 1 / RAREST))));
  // Rare fields of one document need not be those of another.
  const rest = [...name].reduce((sum, character) => sum + character.charCodeAt(0), 0) % every;
  return `${scope.use('n')} % ${every} === ${rest}`;
}

export interface Entry {
  readonly name: string;
  readonly key: string;
  readonly value: string;
  /** Share of the documents that have it. */
  readonly presence: number;
}

/** The field as an entry of an object literal: always there, or now and then. */
export function presenceCode(scope: CodeScope, { name, key, value, presence }: Entry): string {
  if (presence >= 0.995) return `${key}: ${value}`;
  return `...(${conditionCode(scope, name, presence)} ? { ${key}: ${value} } : {})`;
}
