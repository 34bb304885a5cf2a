import { isBuiltin } from 'node:module';
import { build } from 'esbuild';
import { bundleOptions, CLI_ENTRIES } from '../../run/bundle.mjs';

/** The packages that the command line imports before any `import()`, in the order of the alphabet. */
export async function packagesOfMain() {
  const { metafile } = await build({ ...bundleOptions(CLI_ENTRIES), metafile: true });
  const seen = new Set();
  const packages = new Set(['reflect-metadata']);
  const visit = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: imported, kind, external } of metafile.outputs[path].imports) {
      if (kind !== 'import-statement') continue;
      if (external === true) packages.add(imported);
      else visit(imported);
    }
  };
  visit('bundle/main.mjs');
  return [...packages].filter((name) => !isBuiltin(name)).sort();
}
