/** What the workspace says of its collections, in four places. */
export interface CollectionFacts {
  /** The folders of libs/collections. */
  readonly folders: readonly string[];
  /** The text of apps/etl/src/collections.ts. */
  readonly registry: string;
  /** The path aliases of tsconfig.base.json. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** Folder → what its project.json says; absent where it has none. */
  readonly projects: Readonly<Record<string, { readonly name: string; readonly tags: readonly string[] }>>;
}

const REGISTRY = 'apps/etl/src/collections.ts';
const LINE = /\[\s*'([^']+)',\s*async \(\) =>\s*\(await import\('([^']+)'\)\)\.(\w+),?\s*\]/g;

/** `video-playlists` → `videoPlaylists` */
const camelCase = (name: string): string =>
  name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());

/** What the places do not agree about, each with what to do; nothing where they agree. */
export function disagreements({ folders, registry, aliases, projects }: CollectionFacts): string[] {
  const lines = new Map(
    [...registry.matchAll(LINE)].map(([, name, path, constant]) => [name, { path, constant }]),
  );
  const found: string[] = [];
  const written = (name: string, what: string): void => {
    found.push(
      `${what}: run \`npx nx g ./tools/collection-plugin:collection ${name}\`, which writes what is missing`,
    );
  };
  for (const name of folders) {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
      found.push(`libs/collections/${name} is not named in kebab-case: rename the folder`);
    const [alias, source] = [`@etl/collections/${name}`, `libs/collections/${name}/src/index.ts`];
    if (aliases[alias] === undefined) written(name, `tsconfig.base.json has no path alias ${alias}`);
    else if (aliases[alias].join() !== source)
      found.push(`tsconfig.base.json leads ${alias} to ${aliases[alias].join()}: make it ${source}`);
    const project = projects[name];
    if (project === undefined) written(name, `libs/collections/${name} has no project.json`);
    else if (project.name !== `collections-${name}` || project.tags.join() !== 'type:collection')
      found.push(
        `libs/collections/${name}/project.json has the name ${project.name} and the tags ${project.tags.join(', ')}: make them collections-${name} and type:collection`,
      );
    const line = lines.get(name);
    if (line === undefined) written(name, `${REGISTRY} has no line for ${name}`);
    else if (line.path !== alias || line.constant !== camelCase(name))
      found.push(
        `${REGISTRY} takes ${name} from ${line.path} as ${line.constant}: make it ${alias} and ${camelCase(name)}`,
      );
  }
  const gone = (name: string | undefined): boolean => name !== undefined && !folders.includes(name);
  for (const name of lines.keys()) {
    if (gone(name))
      found.push(`${REGISTRY} has a line for ${name}, but libs/collections/${name} is not there: remove it`);
  }
  for (const alias of Object.keys(aliases)) {
    const [, name] = /^@etl\/collections\/(.+)$/.exec(alias) ?? [];
    if (gone(name))
      found.push(`tsconfig.base.json has the path alias ${alias}, but its folder is not there: remove it`);
  }
  const known = [...lines.keys()];
  if (known.join() !== [...known].sort().join())
    found.push(`${REGISTRY} does not have its lines in the order of their names: sort them`);
  return found;
}
