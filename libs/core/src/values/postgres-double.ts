/** From here on whole doubles have neighbours further away than 1. */
const LARGE = 2 ** 53;

/**
 * A double as PostgreSQL prints a `double precision`, so that both sides of a verification group and add up the same
 * text. It has an exponent below 1e-4 and from 1e15 on, of two digits at least. Its digits are ECMAScript's, but for one
 * case: ECMAScript takes a decimal half way to the next double where reading rounds it back, PostgreSQL does not.
 */
export function postgresDouble(double: number): string {
  const size = Math.abs(double);
  // NaN compares with nothing, and is itself.
  if (!(size >= 1e15 || size < 1e-4) || size === Infinity) return String(double);
  if (size === 0) return Object.is(double, -0) ? '-0' : '0';
  const shortest = double.toExponential();
  const [digits = '', exponent = ''] = (size < LARGE ? shortest : withoutHalves(double, shortest)).split('e');
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

/** Of a large double: as many digits as it takes to be nearer to it than to any other. */
function withoutHalves(double: number, shortest: string): string {
  const exact = BigInt(double);
  const size = exact < 0n ? -exact : exact;
  const bits = size.toString(2).length;
  // A power of two has its lower neighbour at half the distance.
  const toUpper = 2n ** BigInt(bits - 54);
  const isPower = (size & (size - 1n)) === 0n;
  let text = shortest;
  for (let digits = shortest.replace(/e.*|[-.]/g, '').length; ; digits += 1) {
    const beyond = wholeOf(text) * (exact < 0n ? -1n : 1n) - size;
    if (beyond >= 0n ? beyond < toUpper : -beyond * (isPower ? 2n : 1n) < toUpper) return text;
    text = double.toExponential(digits);
  }
}

/** Of a text with an exponent of at least its decimals. */
function wholeOf(text: string): bigint {
  const [mantissa = '', exponent = ''] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(Number(exponent) - fraction.length);
}
