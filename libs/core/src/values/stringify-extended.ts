/**
 * The tree of `parseLine` as JSON text, for files of rejects and residue: parsed again it is the same tree.
 * -0 is written as `{"$numberDouble":"-0.0"}`, undefined as `{"$undefined":true}`, lone surrogates and U+0000 as
 * escapes; keys, `__proto__` included, as they are.
 */
export function stringifyExtended(value: unknown): string {
  const native = typeof value === 'object' && value !== null && !needsCare(value);
  return native ? JSON.stringify(value) : carefully(value);
}

function carefully(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return numberJson(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? arrayJson(value) : documentJson(value as Record<string, unknown>);
    default:
      return '{"$undefined":true}';
  }
}

function numberJson(value: number): string {
  if (Object.is(value, -0)) return '{"$numberDouble":"-0.0"}';
  return Number.isFinite(value) ? String(value) : `{"$numberDouble":"${value}"}`;
}

function arrayJson(items: readonly unknown[]): string {
  return `[${items.map(carefully).join(',')}]`;
}

function documentJson(document: Record<string, unknown>): string {
  const fields = Object.keys(document).map((key) => `${JSON.stringify(key)}:${carefully(document[key])}`);
  return `{${fields.join(',')}}`;
}

/** True where `JSON.stringify` would not give the tree back: -0, NaN, Infinity and undefined in it. */
function needsCare(value: object): boolean {
  for (const key in value) {
    const part = (value as Record<string, unknown>)[key];
    switch (typeof part) {
      case 'string':
      case 'boolean':
        break;
      case 'number':
        if (!Number.isFinite(part) || Object.is(part, -0)) return true;
        break;
      case 'object':
        if (part !== null && needsCare(part)) return true;
        break;
      default:
        return true;
    }
  }
  return false;
}
