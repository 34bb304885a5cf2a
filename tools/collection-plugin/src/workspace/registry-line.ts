import { InternalError } from '@etl/core';

/** The registry of the command line: one entry a collection. */
export const REGISTRY = 'apps/etl/src/collections.ts';

const ENTRY = /\[\s*'([^']+)',\s*async \(\) =>\s*\(await import\('([^']+)'\)\)\s*\.(\w+),?\s*\]/g;

export interface RegistryEntry {
  readonly name: string;
  readonly path: string;
  readonly constant: string;
}

/** The entries of the registry, in its order. */
export function registryEntries(text: string): readonly (RegistryEntry & { readonly index: number })[] {
  return [...text.matchAll(ENTRY)].map((match) => {
    const [, name = '', path = '', constant = ''] = match;
    return { name, path, constant, index: match.index };
  });
}

/** The registry with one entry more, by the alphabet; unformatted. Where the name is there already, as it is. */
export function withRegistryEntry(text: string, { name, path, constant }: RegistryEntry): string {
  const entries = registryEntries(text);
  if (entries.some((entry) => entry.name === name)) return text;
  const line = `['${name}', async () => (await import('${path}')).${constant}],\n`;
  const next = entries.find((entry) => entry.name > name)?.index;
  // Without a later one it stands last, in front of the end of the list.
  const index = next ?? text.lastIndexOf(']);');
  if (index < 0) throw new InternalError('INTERNAL', `${REGISTRY} holds no list of collections.`);
  return `${text.slice(0, index)}${line}${text.slice(index)}`;
}
