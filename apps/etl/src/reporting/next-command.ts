/** The line that a command ends with: what to run next, with the plug-ins that this one was given. */
export function nextCommand(command: string, plugins: readonly string[]): string {
  return ['Next:', command, ...plugins.map((reference) => `--plugin ${quoted(reference)}`)].join(' ');
}

/** As a shell takes it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./\\~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
