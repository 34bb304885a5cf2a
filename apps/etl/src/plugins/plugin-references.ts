/** The plug-ins of ETL_PLUGINS, then those of --plugin, each once. */
export function pluginReferences(environment: string | undefined, options: readonly string[]): string[] {
  const named = (environment ?? '').split(',').map((reference) => reference.trim());
  return [...new Set([...named.filter((reference) => reference !== ''), ...options])];
}
