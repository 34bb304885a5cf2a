import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './bundle.mjs';

/** Names that this workspace gives its libraries, and where they are. */
function aliases() {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), ts.sys.readFile);
  return new Map(Object.entries(config.compilerOptions.paths).map(([name, [path]]) => [name, path]));
}

/** The declarations of everything that the entries import: path below the root → text. */
function emitDeclarations(entries) {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram(
    entries.map((entry) => join(ROOT, entry)),
    {
      ...options,
      types: ['node', 'jest'],
      emitDeclarationOnly: true,
      sourceMap: false,
      rootDir: ROOT,
      outDir: '/',
    },
  );
  const files = new Map();
  const { diagnostics } = program.emit(undefined, (file, text) => files.set(file.slice(1), text));
  const errors = diagnostics.filter(({ category }) => category === ts.DiagnosticCategory.Error);
  if (errors.length > 0) {
    const host = {
      getCurrentDirectory: () => ROOT,
      getCanonicalFileName: (name) => name,
      getNewLine: () => '\n',
    };
    throw new Error(ts.formatDiagnostics(errors, host));
  }
  return files;
}

/**
 * Writes the declarations that the entries need into a folder, by the paths of their sources. The names of libraries
 * become paths, so that nothing of this workspace has to be installed; without an ending, as CommonJS has them.
 * @param {string[]} entries sources, relative to the root
 */
export async function writeTypes(entries, folder) {
  const names = aliases();
  const emitted = emitDeclarations(entries);
  const declarationOf = (source) => source.replace(/\.ts$/, '.d.ts');
  const waiting = entries.map(declarationOf);
  const written = new Set();
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (written.has(path)) continue;
    written.add(path);
    const text = emitted.get(path).replaceAll(/(?<=(?:from|import\() ?)'([^']+)'/g, (quoted, name) => {
      const library = names.get(name);
      const target =
        library ?? (name.startsWith('.') ? sourceOf(join(dirname(path), name), emitted) : undefined);
      if (target === undefined) return quoted;
      waiting.push(declarationOf(target));
      const there = relative(dirname(path), target.replace(/\.ts$/, ''));
      return `'${there.startsWith('.') ? there : `./${there}`}'`;
    });
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The source of a module without its ending: a file, or the index of a folder. */
function sourceOf(path, emitted) {
  return emitted.has(`${path}.d.ts`) ? `${path}.ts` : `${path}/index.ts`;
}
