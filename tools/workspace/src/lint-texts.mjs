import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/**
 * Lints texts as if they stood in the files named, which need not exist: without types, therefore.
 * @param {{ path: string, text: string }[]} texts
 * @returns {Promise<string[][]>} per text: `rule: message`
 */
export async function lintTexts(texts) {
  // The rule on boundaries reads the graph of the projects from Nx's cache.
  await createProjectGraphAsync();
  const eslint = new ESLint({
    overrideConfig: [
      tseslint.configs.disableTypeChecked,
      { languageOptions: { parserOptions: { projectService: false, project: false } } },
    ],
  });
  return Promise.all(
    texts.map(async ({ path, text }) => {
      const [result] = await eslint.lintText(text, { filePath: path });
      return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
    }),
  );
}
