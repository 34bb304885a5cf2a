import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../../../..');

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), (path) =>
    readFileSync(path, 'utf8'),
  ) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      types: ['node', 'jest'],
      noEmit: true,
      declaration: false,
      sourceMap: false,
    },
    ROOT,
  );
  return options;
}

/** What the compiler says of files that are nowhere; `files` are paths from the root of this workspace. */
export function diagnose(files: ReadonlyMap<string, string>): string[] {
  const options = compilerOptions();
  const texts = new Map([...files].map(([path, text]) => [join(ROOT, path), text]));
  const folders = new Set([...texts.keys()].map(dirname));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, directoryExists } = host;
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.directoryExists = (path) => folders.has(path) || (directoryExists?.(path) ?? false);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, text, version);
  };
  const sources = [...texts.keys()].filter((path) => path.endsWith('.ts'));
  const program = ts.createProgram(sources, options, host);
  return sources.flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText, start = 0 }) => {
      const line = (source?.text.slice(0, start).split('\n').length ?? 0) - 1;
      const where = `${path.slice(ROOT.length + 1)}: ${source?.text.split('\n')[line]?.trim() ?? ''}`;
      return `${where}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

/** Runs a module that is nowhere, and those beside it that it imports; packages and aliases are the real ones. */
export function evaluate<T>(files: ReadonlyMap<string, string>, entry: string): T {
  const modules = new Map<string, { exports: unknown }>();
  const load = (path: string): unknown => {
    const known = modules.get(path);
    if (known !== undefined) return known.exports;
    const text = files.get(path);
    if (text === undefined) throw new Error(`${path} is not among the files.`);
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        experimentalDecorators: true,
        useDefineForClassFields: false,
      },
    });
    const module = { exports: {} };
    modules.set(path, module);
    const resolve = (name: string): unknown =>
      name.startsWith('./') ? load(join(dirname(path), `${name}.ts`)) : jest.requireActual<object>(name);
    new Function('exports', 'require', 'module', outputText)(module.exports, resolve, module);
    return module.exports;
  };
  return load(entry) as T;
}
