#!/usr/bin/env node
// nx run etl:package: dist/package, of which `npm pack` makes what authors of plug-ins install: the command line, the types
// of the SDK, and the contract suite. docs/adr tells why it is one package.
import { copyFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleIntoFolder, bundleOptions, CLI_ENTRIES, ROOT } from './bundle.mjs';
import { writeTypes } from './package-types.mjs';

const FOLDER = join(ROOT, 'dist/package');
const SDK = 'libs/core/src/sdk/types.ts';
const TESTING = 'libs/testing/src/plugin-testing.ts';

/** What runs in jest, which takes CommonJS: the contract suite, and the PostgreSQL that it needs. */
const JEST_ENTRIES = {
  testing: join(ROOT, TESTING),
  'jest-setup': join(ROOT, 'libs/postgres/src/testing/jest-global-setup.ts'),
  'jest-teardown': join(ROOT, 'libs/postgres/src/testing/jest-global-teardown.ts'),
};

const JEST_PRESET = `// { ...require('mongo-to-postgres-etl/jest') }: a PostgreSQL of its own, unless ETL_TEST_DATABASE_URL names one.
module.exports = {
  testEnvironment: 'node',
  testTimeout: 60_000,
  globalSetup: require.resolve('./jest-setup.cjs'),
  globalTeardown: require.resolve('./jest-teardown.cjs'),
};
`;

/** What the page of plug-ins refers to: where it lies here → in the package. */
const SHIPPED = new Map([
  ['apps/etl-e2e/src/fixtures/etl-plugin-books', 'example'],
  ['libs/core/src/sdk/__golden__/sdk.txt', 'sdk.txt'],
]);

/** The page as its reader finds things: in the package, by its own command line. */
async function readme() {
  let page = await readFile(join(ROOT, 'docs/plugins.md'), 'utf8');
  for (const [here, there] of SHIPPED) page = page.replaceAll(here, there);
  return page.replaceAll(/npm run etl:(\w+) --(?= )/g, 'npx etl $1');
}

const typesOf = (source) => `./types/${source.replace(/\.ts$/, '.d.ts')}`;

async function manifest() {
  const { name, license, engines, dependencies, devDependencies } = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  );
  const tool = await readFile(join(ROOT, 'libs/core/src/run/version.ts'), 'utf8');
  return {
    name,
    version: /(\d+\.\d+\.\d+)'/.exec(tool)[1],
    description: 'Migrates MongoDB to PostgreSQL: export, import, verify. Collections are plug-ins.',
    license,
    engines,
    bin: { etl: './bin.mjs' },
    exports: {
      // Types alone: a plug-in is handed the SDK, so that there is one engine.
      './sdk': { types: typesOf(SDK) },
      './testing': { types: typesOf(TESTING), default: './testing.cjs' },
      './jest': './jest.cjs',
      './package.json': './package.json',
    },
    // TypeScript reads this one where its moduleResolution is node10, which "module": "commonjs" means: it knows no exports.
    typesVersions: { '*': { sdk: [typesOf(SDK)], testing: [typesOf(TESTING)] } },
    // The contract suite generates values.
    dependencies: { ...dependencies, 'fast-check': devDependencies['fast-check'] },
  };
}

await rm(FOLDER, { recursive: true, force: true });
await bundleIntoFolder(CLI_ENTRIES, join(FOLDER, 'cli'));
await build({
  ...bundleOptions(JEST_ENTRIES),
  ...{ outdir: FOLDER, write: true, splitting: false, format: 'cjs', outExtension: { '.js': '.cjs' } },
  banner: { js: "require('reflect-metadata');" },
});
await writeTypes([SDK, TESTING], join(FOLDER, 'types'));
await writeFile(join(FOLDER, 'bin.mjs'), "#!/usr/bin/env node\nimport './cli/main.mjs';\n", { mode: 0o755 });
await writeFile(join(FOLDER, 'jest.cjs'), JEST_PRESET);
await writeFile(join(FOLDER, 'package.json'), `${JSON.stringify(await manifest(), null, 2)}\n`);
await copyFile(join(ROOT, 'LICENSE'), join(FOLDER, 'LICENSE'));
for (const [here, there] of SHIPPED) await cp(join(ROOT, here), join(FOLDER, there), { recursive: true });
await writeFile(join(FOLDER, 'README.md'), await readme());
