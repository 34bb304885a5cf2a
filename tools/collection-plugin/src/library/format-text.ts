import type { Options, Plugin } from 'prettier';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

const PLUGINS = [babel, estree as Plugin, markdown, typescript];

/** The text as prettier would leave it in the file `path`. The options are those of the workspace's `.prettierrc.json`. */
export const formatText = (path: string, text: string, options: Options): Promise<string> =>
  format(text, { ...options, filepath: path, plugins: PLUGINS });
