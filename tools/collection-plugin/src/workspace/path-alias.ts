import { InternalError } from '@etl/core';

/** Where the aliases are. */
export const BASE_CONFIG = 'tsconfig.base.json';

const ALIAS = /^[ \t]*"(@etl\/collections\/[^"]+)":/gm;

/** The path that a collection's alias stands for; undefined where there is no such alias. */
export function pathOfAlias(text: string, alias: string): string | undefined {
  const { compilerOptions } = JSON.parse(text) as {
    compilerOptions: { paths: Record<string, readonly string[]> };
  };
  return compilerOptions.paths[alias]?.[0];
}

/** The configuration with one alias more, by the alphabet; nothing else of the text is touched. Unformatted. */
export function withPathAlias(text: string, alias: string, path: string): string {
  if (pathOfAlias(text, alias) !== undefined) return text;
  const line = `"${alias}": ["${path}"]`;
  const next = [...text.matchAll(ALIAS)].find(([, other = '']) => other > alias)?.index;
  if (next !== undefined) return `${text.slice(0, next)}${line},\n${text.slice(next)}`;
  const start = text.indexOf('"paths"');
  const end = text.indexOf('}', start);
  if (start < 0 || end < 0) throw new InternalError('INTERNAL', `${BASE_CONFIG} has no list of paths.`);
  const before = text.slice(0, end).trimEnd();
  return `${before}${before.endsWith('{') ? '' : ','}\n${line}\n${text.slice(end)}`;
}
