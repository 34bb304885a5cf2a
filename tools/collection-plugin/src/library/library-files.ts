import type { Options } from 'prettier';
import { sampleFile } from '../sample-code/sample-file';
import { aggregatesFile, collectionFile, exporterFile } from './definition-files';
import { entityFile, enumsFile } from './entity-file';
import { formatText } from './format-text';
import { folderOf, type Library } from './library';
import { projectFiles } from './project-files';
import { readmeFile } from './readme-file';
import { specFile } from './spec-file';

/** Every file of a library but the golden one, as it stands in the workspace: path → formatted text. */
export async function libraryFiles(
  library: Library,
  prettier: Options,
): Promise<ReadonlyMap<string, string>> {
  const { name } = library.names;
  const enums = enumsFile(library);
  const texts = new Map([
    ['README.md', readmeFile(library)],
    ...projectFiles(library),
    [`src/${name}.entity.ts`, entityFile(library)],
    ...(enums === undefined ? [] : [[`src/${name}.enums.ts`, enums] as const]),
    [`src/${name}.exporter.ts`, exporterFile(library)],
    [`src/${name}.aggregates.ts`, aggregatesFile(library)],
    [`src/${name}.sample.ts`, sampleFile(library)],
    [`src/${name}.collection.ts`, collectionFile(library)],
    [`src/${name}.spec.ts`, specFile(library)],
  ]);
  const files = new Map<string, string>();
  for (const [file, text] of texts) {
    const path = `${folderOf(library)}/${file}`;
    files.set(path, await formatText(path, text, prettier));
  }
  return files;
}
