/**
 * `--batchSize=5` → `--batch-size=5`. `nx run` hands on flags in camel case, and only so for some: it takes everything
 * that begins with `--batch-` for its own `--batch` and drops it.
 */
export function kebabCaseFlags(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.map((argument, index) => {
    if (!argument.startsWith('--') || (end >= 0 && index > end)) return argument;
    const [flag = '', ...value] = argument.split('=');
    return [flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), ...value].join('=');
  });
}
