import type { FieldShape, FieldType } from '../draft/collection-draft';
import type { CodeScope } from './code-scope';

const INT4_MAX = 2_147_483_647;
/** Beyond, hundredths of a number are no whole numbers any more. */
const MOST_WITH_HUNDREDTHS = 10 ** 12;

/** Fewer than the documents of a sample. */
const FEW = 1_000;

/** From where to where numbers go, and in which steps. */
export interface NumberBounds {
  readonly min: number;
  readonly max: number;
  /** Digits behind the point. */
  readonly places: number;
}

/** `1234567` as code has it: `1_234_567`. */
export const numberText = (value: number): string =>
  Number.isSafeInteger(value) ? value.toLocaleString('en-US').replaceAll(',', '_') : String(value);

const within = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/** The bounds of a field's numbers, within what the column holds. */
export function boundsOf(
  shape: FieldShape | undefined,
  column: {
    readonly integer: boolean;
    readonly numeric?: { readonly precision: number; readonly scale: number };
  },
): NumberBounds {
  const { min, max } = shape?.range ?? { min: 0, max: 1_000 };
  const digits = column.numeric === undefined ? 15 : column.numeric.precision - column.numeric.scale;
  const limit = column.integer ? INT4_MAX : Math.min(Number.MAX_SAFE_INTEGER, 10 ** digits - 1);
  const from = Math.floor(within(Number.isFinite(min) ? min : 0, limit));
  const to = Math.max(from, Math.ceil(within(Number.isFinite(max) ? max : limit, limit)));
  const scale = column.integer ? 0 : (column.numeric?.scale ?? 2);
  return { min: from, max: to, places: to > MOST_WITH_HUNDREDTHS ? 0 : Math.min(2, scale) };
}

function wholeCode(scope: CodeScope, min: number, max: number): string {
  if (min === max) return numberText(min);
  return scope.call('wholeBetween', scope.use('random'), numberText(min), numberText(max));
}

/** A number that no other document has. */
const distinctCode = (scope: CodeScope, min: number): string =>
  `${min <= 0 ? '' : `${numberText(min)} + `}${scope.use('n')}`;

/** A number of a type of BSON, or as text. */
export function numberCode(
  scope: CodeScope,
  type: FieldType,
  bounds: NumberBounds,
  distinct: boolean,
): string {
  const { min, max, places } = bounds;
  const whole = (limit: number): string =>
    distinct
      ? distinctCode(scope, within(min, limit))
      : wholeCode(scope, within(min, limit), within(max, limit));
  switch (type) {
    case 'int64':
      return scope.bson('int64', `BigInt(${whole(Number.MAX_SAFE_INTEGER)})`);
    case 'double': {
      const steps = 10 ** places;
      // Where few whole numbers fit, documents are told apart by hundredths.
      if (distinct && places > 0 && max < FEW) return scope.bson('double', `${scope.use('n')} / ${steps}`);
      if (places === 0 || distinct) return scope.bson('double', whole(Number.MAX_SAFE_INTEGER));
      if (min === max) return scope.bson('double', numberText(min));
      return scope.bson('double', `${wholeCode(scope, min * steps, max * steps)} / ${steps}`);
    }
    case 'decimal128': {
      // A fraction on top of the largest would be too large.
      const top = Math.max(min, max - 1);
      const value = distinct ? distinctCode(scope, min) : wholeCode(scope, min, top);
      return scope.bson('decimal128', `\`\${${value}}${places === 0 ? '' : `.${'50'.slice(0, places)}`}\``);
    }
    case 'string':
      return `String(${whole(Number.MAX_SAFE_INTEGER)})`;
    default:
      return scope.bson('int32', whole(INT4_MAX));
  }
}
