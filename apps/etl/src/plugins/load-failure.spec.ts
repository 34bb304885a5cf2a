import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { forbidExit } from './forbid-exit';
import { loadFailure } from './load-failure';

describe('a plug-in that cannot be loaded', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'etl-plugins-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const failed = (cause: unknown, file = 'books.js') =>
    loadFailure(
      { reference: './books', file: join(folder, file), folder, package: null, version: null, sha256: '' },
      cause,
    );

  it('names the line that throws', () => {
    const cause = Object.assign(new Error('no licence'), {
      stack: `Error: no licence\n    at Object.<anonymous> (${join(folder, 'lib/need.js')}:4:1)`,
    });
    expect(failed(cause)).toMatchObject({
      code: 'PLUGIN_FAILED',
      message: 'The plug-in ./books cannot be loaded: no licence (lib/need.js:4)',
      context: { at: 'lib/need.js:4' },
      remedy: 'Correct the plug-in where the message says.',
    });
    expect(failed('no').message).toBe('The plug-in ./books cannot be loaded: no');
  });

  it.each<[string, unknown, string]>([
    [
      'a package that is missing',
      Object.assign(new Error("Cannot find module 'luxon'\nRequire stack:\n- /books.js"), {
        code: 'MODULE_NOT_FOUND',
      }),
      'Install what the plug-in needs, in its folder: npm install luxon',
    ],
    [
      'a file that is missing',
      Object.assign(new Error("Cannot find module './codec' imported from /books.js"), {
        code: 'ERR_MODULE_NOT_FOUND',
      }),
      'A file of the plug-in is missing: build it, and see that its package holds all its files.',
    ],
    [
      'an ES module of the wrong name',
      new SyntaxError("Unexpected token 'export'"),
      'books.js is written as an ES module, and Node takes it for CommonJS: name it .mjs, or set "type": "module" in its package.json.',
    ],
    [
      'CommonJS of the wrong name',
      new ReferenceError('require is not defined in ES module scope, you can use import instead'),
      'books.js is written as CommonJS, and Node takes it for an ES module: name it .cjs, or leave "type": "module" out of its package.json.',
    ],
  ])('says what to do about %s', (_title, cause, remedy) => {
    expect(failed(cause)).toMatchObject({ code: 'PLUGIN_FAILED', remedy });
    expect(failed(cause).message).not.toContain('\n');
  });

  it('says how to find a syntax error', () => {
    const { remedy } = failed(new SyntaxError('Unexpected end of input'));
    expect(remedy).toBe(
      `Correct what is no JavaScript; node --check ${join(folder, 'books.js')} shows the place.`,
    );
  });

  it('does not end the program by process.exit, which throws while it is loaded', async () => {
    const file = join(folder, 'lib/exits.js');
    mkdirSync(dirname(file));
    writeFileSync(file, '\nmodule.exports = (exit) => exit(0);\n');
    const exits = createRequire(file)(file) as (exit: unknown) => never;
    const { exit } = process;
    const cause = await forbidExit(folder, async () => exits(process.exit)).catch((error: unknown) => error);
    expect(process.exit).toBe(exit);
    expect(failed(cause).message).toBe(
      'The plug-in ./books cannot be loaded: it calls process.exit(0) (lib/exits.js:2)',
    );
  });
});
