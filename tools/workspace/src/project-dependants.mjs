import { createProjectGraphAsync } from '@nx/devkit';

/**
 * Who depends on the projects with a tag, over any number of steps, by Nx's own graph.
 * @param {string} tag
 * @returns {Promise<Record<string, string[]>>} project → its dependants, sorted
 */
export async function dependantsOfTagged(tag) {
  const { nodes, dependencies } = await createProjectGraphAsync();
  const direct = new Map(Object.keys(nodes).map((name) => [name, []]));
  for (const [source, targets] of Object.entries(dependencies))
    for (const { target } of targets) direct.get(target)?.push(source);
  const tagged = Object.keys(nodes).filter((name) => nodes[name].data.tags?.includes(tag));
  return Object.fromEntries(
    tagged.map((name) => {
      const found = new Set();
      const visit = (project) => {
        for (const dependant of direct.get(project) ?? []) {
          if (found.has(dependant)) continue;
          found.add(dependant);
          visit(dependant);
        }
      };
      visit(name);
      return [name, [...found].sort()];
    }),
  );
}
