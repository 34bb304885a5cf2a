import type { BsonValue } from './bson-value';

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** One spelling for each number, so that numbers are compared as texts: `-1250e-2`, `1e+3` and `1000` are `-125e-1` and `1e3`. */
export function plainNumber(spelled: string): string | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(spelled) ?? [];
  if (sign === undefined) return undefined;
  const all = whole + fraction;
  const digits = all.replace(/0+$/, '');
  const significant = digits.replace(/^0+/, '');
  if (significant === '') return '0';
  const scale = Number(exponent) - fraction.length + (all.length - digits.length);
  return `${sign === '-' ? '-' : ''}${significant}e${scale}`;
}

/** The number that a value is, as its type spells it: of a double the shortest decimal; undefined for what is none. */
export function numberText(value: BsonValue): string | undefined {
  switch (value.bson) {
    case 'int32':
    case 'int64':
      return String(value.value);
    case 'double':
      return Object.is(value.value, -0) ? '-0' : String(value.value);
    case 'decimal128':
      return value.text;
    default:
      return undefined;
  }
}
