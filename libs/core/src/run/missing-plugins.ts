import type { Manifest, PluginDescription } from './manifest';

/** Of the collections that nobody registered, those that a plug-in brought when they were exported, and what to pass. */
export function missingPlugins(
  unregistered: readonly string[],
  manifest: Pick<Manifest, 'plugins'> | null,
): string[] {
  return unregistered.flatMap((name) => {
    const plugin = manifest?.plugins?.find(({ collection }) => collection === name);
    return plugin === undefined ? [] : [`${name} was exported with a plug-in: pass ${optionOf(plugin)}.`];
  });
}

/** A package is named; of a path the manifest has the last part alone. */
function optionOf({ package: name, from }: PluginDescription): string {
  if (name !== null && (from === name || from.startsWith(`${name}/`))) return `--plugin ${from}`;
  return `--plugin with the path to ${from}${name === null ? '' : `, of the package ${name}`}`;
}
