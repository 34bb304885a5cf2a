/** Lines below the options in `--help`. */
export interface HelpSections {
  /** Command line → what it does. */
  readonly examples: readonly (readonly [string, string])[];
  readonly environment?: readonly (readonly [string, string])[];
  readonly exitCodes: readonly (readonly [number, string])[];
}

export const MONGO_URI = ['MONGO_URI', 'the source: mongodb://user:password@host:27017/database'] as const;
export const DATABASE_URL = [
  'DATABASE_URL',
  'the target: postgresql://user:password@host:5432/database',
] as const;

export const ETL_PLUGINS = [
  'ETL_PLUGINS',
  'collections from elsewhere, separated by commas: see --plugin',
] as const;

export const DONE = [0, 'done'] as const;
export const FAILED = [1, 'failed'] as const;
export const MISUSED = [2, 'wrong options or configuration; nothing was begun'] as const;
export const DIFFERS = [3, 'source and target differ'] as const;
export const INTERRUPTED = [130, 'interrupted'] as const;

export function helpText({ examples, environment = [], exitCodes }: HelpSections): string {
  return [
    ...section(
      'Examples:',
      examples.flatMap(([line, what]) => [`  $ ${line}`, `      ${what}`]),
    ),
    ...section('Environment (also from the file .env):', pairs(environment)),
    ...section('Exit codes:', pairs(exitCodes.map(([code, what]) => [String(code), what]))),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function pairs(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`);
}
