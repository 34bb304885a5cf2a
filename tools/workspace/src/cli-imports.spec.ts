import { callModule } from './root';

describe('the command line', () => {
  it('loads nothing heavy before it knows the command', () => {
    const packages = callModule<string[]>('tools/workspace/src/static-imports.mjs', 'packagesOfMain');
    expect(packages).toEqual(['commander', 'dotenv', 'picocolors', 'reflect-metadata']);
  });
});
