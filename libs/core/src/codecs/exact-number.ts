import { type Decimal, parseDecimal } from '../values/decimal';
import { kindOf } from '../values/source-value';
import { numberText } from '../values/wrapped-value';
import type { Unfit } from './codec';
import { EMPTY_STRING, NOT_A_NUMBER, OUT_OF_RANGE, WRONG_TYPE } from './unfit';

/**
 * The number that a value is, exactly: of any number type, or a string that is one decimal number with its ends trimmed
 * (ECMAScript's white space). A double counts as its shortest decimal. NaN and ±Infinity are none.
 */
export function exactNumber(value: unknown): Decimal | Unfit {
  switch (kindOf(value)) {
    case 'string': {
      const text = (value as string).trim();
      return parseDecimal(text) ?? (text === '' ? EMPTY_STRING : NOT_A_NUMBER);
    }
    case 'number':
      return ofDouble(value as number);
    case 'double':
      return ofDouble(Number(numberText(value)));
    case 'int32':
    case 'int64':
    case 'decimal128':
      return ofSpelling(numberText(value));
    default:
      return WRONG_TYPE;
  }
}

export function isUnfit(result: Decimal | Unfit): result is Unfit {
  return 'unfit' in result;
}

function ofDouble(double: number): Decimal | Unfit {
  // String(-0) is 0.
  return ofSpelling(Object.is(double, -0) ? '-0' : String(double));
}

function ofSpelling(text: string): Decimal | Unfit {
  return parseDecimal(text) ?? (text === 'NaN' ? NOT_A_NUMBER : OUT_OF_RANGE);
}
