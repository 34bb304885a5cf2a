// Nx requires a generator, and this one is TypeScript: it is bundled, as the command line is, each time that it runs.
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

module.exports = async (tree, options) => {
  const { loadCollectionPlugin } = await import(
    pathToFileURL(join(__dirname, '../run/collection-plugin.mjs')).href
  );
  const { collectionGenerator, failureOf } = await loadCollectionPlugin();
  const readable = async (work) => {
    try {
      return await work();
    } catch (error) {
      // Nx prints the message of an error, and offers a stack where there is one.
      const shown = new Error(failureOf(error).lines.join('\n'));
      shown.stack = undefined;
      throw shown;
    }
  };
  const finish = await readable(() => collectionGenerator(tree, options));
  return () => readable(finish);
};
