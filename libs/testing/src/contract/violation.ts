/** A promise of the contract that a collection does not keep; the message names every place. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';
}

/** More than a person reads at once. */
const SHOWN = 25;

/** @throws ContractViolation where there are findings. */
export function requireNone(promise: string, findings: readonly string[]): void {
  if (findings.length === 0) return;
  const shown = findings.slice(0, SHOWN).map((finding) => `  - ${finding}`);
  const rest = findings.length > SHOWN ? [`  … and ${findings.length - SHOWN} more`] : [];
  throw new ContractViolation([`${promise}:`, ...shown, ...rest].join('\n'));
}

/** Differences of two lists of things with names, thing by thing. */
export function compareNamed<T extends { readonly name: string }>(
  where: string,
  expected: readonly T[],
  found: readonly T[],
  describe: (thing: T) => string,
): string[] {
  const byName = new Map(found.map((thing) => [thing.name, thing]));
  const findings = expected.flatMap((wanted) => {
    const actual = byName.get(wanted.name);
    if (actual === undefined) return [`${where}.${wanted.name} is missing`];
    const [want, have] = [describe(wanted), describe(actual)];
    return want === have ? [] : [`${where}.${wanted.name} is ${have}, expected ${want}`];
  });
  const wanted = new Set(expected.map(({ name }) => name));
  return [
    ...findings,
    ...found
      .filter(({ name }) => !wanted.has(name))
      .map(({ name }) => `${where}.${name} should not be there`),
  ];
}
