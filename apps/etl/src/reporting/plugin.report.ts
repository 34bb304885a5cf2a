import type { PluginDescription } from '@etl/core';

/** One line a plug-in: the collection, and the package or path that it comes from. */
export function pluginReport(plugins: readonly PluginDescription[]): string[] {
  return plugins.map(({ collection, package: name, version, from }) => {
    const origin = name === null || name === from ? from : `${name} in ${from}`;
    return `+ ${collection}: a plug-in, ${origin}${version === null ? '' : ` ${version}`}`;
  });
}
