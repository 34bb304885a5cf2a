import { basename } from 'node:path';
import { ConfigError, placeInPlugin } from '@etl/core';
import type { PluginEntry } from './find-plugin';

/** What kept the module of a plug-in from being loaded, where, and what to do about this kind of failure. */
export function loadFailure({ reference, file, folder }: PluginEntry, cause: unknown): ConfigError {
  const place = placeInPlugin(cause, folder);
  // Below the first line, Node lists who required whom.
  const [said = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  const at = place === undefined ? '' : ` (${place})`;
  return new ConfigError('PLUGIN_FAILED', `The plug-in ${reference} cannot be loaded: ${said}${at}`, {
    context: { plugin: reference, file, at: place },
    remedy: remedyFor(cause, said, file),
    cause,
  });
}

function remedyFor(cause: unknown, said: string, file: string): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
    const [, name = ''] = /'([^']+)'/.exec(said) ?? [];
    return /^(\.|\/|[A-Za-z]:\\)/.test(name)
      ? 'A file of the plug-in is missing: build it, and see that its package holds all its files.'
      : `Install what the plug-in needs, in its folder: npm install ${name}`;
  }
  if (/is not defined in ES module scope/.test(said))
    return `${basename(file)} is written as CommonJS, and Node takes it for an ES module: name it .cjs, or leave "type": "module" out of its package.json.`;
  if (!(cause instanceof SyntaxError)) return undefined;
  if (
    /Unexpected token 'export'|import statement outside a module|'import\.meta' outside a module/.test(said)
  )
    return `${basename(file)} is written as an ES module, and Node takes it for CommonJS: name it .mjs, or set "type": "module" in its package.json.`;
  return `Correct what is no JavaScript; node --check ${file} shows the place.`;
}
