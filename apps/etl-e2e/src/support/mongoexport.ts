type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Which of its two ways of writing mongoexport was asked for. */
export type Format = 'relaxed' | 'canonical';

/** A line of our export as mongoexport writes the document. */
export function asMongoexport(line: string, format: Format): string {
  return written(JSON.parse(line) as Json, format);
}

function written(value: Json, format: Format): string {
  if (typeof value === 'number') return format === 'relaxed' ? String(value) : canonicalNumber(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => written(item, format)).join(',')}]`;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined) {
    const own = format === 'relaxed' ? relaxedWrapper(...first) : canonicalWrapper(...first);
    if (own !== null) return own;
  }
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${written(part, format)}`).join(',')}}`;
}

/** A bare number of our lines is an int32, or a double with a fraction. */
function canonicalNumber(value: number): string {
  return Number.isInteger(value) ? `{"$numberInt":"${value}"}` : `{"$numberDouble":"${goDouble(value)}"}`;
}

/** Wrappers that it writes in another way than our lines; null for all others. */
function relaxedWrapper(key: string, content: Json): string | null {
  if (key === '$numberLong') return String(content);
  if (key === '$numberDouble' && Number.isFinite(Number(content))) return goDouble(Number(content));
  return sameInBoth(key, content);
}

function canonicalWrapper(key: string, content: Json): string | null {
  if (key === '$date' && typeof content === 'string') {
    return `{"$date":{"$numberLong":"${new Date(content).getTime()}"}}`;
  }
  if (key === '$numberDouble' && Number.isFinite(Number(content))) {
    return `{"$numberDouble":"${goDouble(Number(content))}"}`;
  }
  return sameInBoth(key, content);
}

/** The parts of these are no numbers of the document. */
function sameInBoth(key: string, content: Json): string | null {
  const whole = ['$date', '$timestamp', '$minKey', '$maxKey'].includes(key);
  return whole ? `{"${key}":${JSON.stringify(content)}}` : null;
}

/** As `strconv.FormatFloat(value, 'G', -1, 64)`, with a fraction where there is none. */
function goDouble(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const [digits, exponent] = value.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return Number.isInteger(value) ? `${value}.0` : String(value);
  return `${digits}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
