import type { Tree } from '@nx/devkit';
import type { EnumDraft } from '../draft/collection-draft';

/** An enum that `libs/target-enums` shares between tables. */
export interface KnownEnum extends EnumDraft {
  /** The name under which it is imported. */
  readonly constant: string;
}

const FOLDER = 'libs/target-enums/src';
const DEFINITION = /export const (\w+) = defineEnum\(\s*'([^']+)',\s*\[([^\]]*)\],?\s*\)/g;
const VALUE = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

/** What `libs/target-enums` defines, read from its sources: this tool runs also where they do not compile. */
export function knownEnums(tree: Tree): readonly KnownEnum[] {
  return tree
    .children(FOLDER)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .sort()
    .flatMap((file) => [...(tree.read(`${FOLDER}/${file}`, 'utf8') ?? '').matchAll(DEFINITION)])
    .map(([, constant = '', name = '', values = '']) => ({
      constant,
      name,
      values: [...values.matchAll(VALUE)].map(([, single, double]) => unescaped(single ?? double ?? '')),
    }));
}
