/** What of a package.json says where its code is. */
export interface PackageManifest {
  readonly name?: unknown;
  readonly version?: unknown;
  readonly main?: unknown;
  readonly exports?: unknown;
}

/** Conditions of an import by Node; of several, the first that the package names counts. */
const CONDITIONS = new Set(['node', 'import', 'module-sync', 'require', 'default']);

/**
 * The files that may be the entry of a folder, best first, relative to it.
 * @param subpath `.` for the package itself, `./books` for a part of it
 */
export function entriesOf({ main, exports }: PackageManifest, subpath: string): string[] {
  if (exports !== undefined && exports !== null) {
    const target = targetOf(bySubpath(exports)[subpath]);
    return target === undefined ? [] : [target];
  }
  if (subpath !== '.') return withEndings(subpath);
  return [
    ...(typeof main === 'string' ? [main, ...withEndings(main), `${main}/index.js`] : []),
    ...withEndings('index'),
  ];
}

/** `exports` may be the entry itself, or conditions of it, in place of a map of subpaths. */
function bySubpath(exports: unknown): Readonly<Record<string, unknown>> {
  const isMap =
    typeof exports === 'object' &&
    exports !== null &&
    Object.keys(exports).every((key) => key.startsWith('.'));
  return isMap ? (exports as Record<string, unknown>) : { '.': exports };
}

function targetOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(targetOf).find((target) => target !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [condition, target] of Object.entries(value)) {
    const found = CONDITIONS.has(condition) ? targetOf(target) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

const withEndings = (path: string): string[] =>
  ['', '.js', '.mjs', '.cjs'].map((ending) => `${path}${ending}`);
