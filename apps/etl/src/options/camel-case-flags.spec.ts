import { kebabCaseFlags } from './camel-case-flags';

describe('flags in camel case', () => {
  it('are the same options, as nx run writes them', () => {
    expect(kebabCaseFlags(['import', '--batchSize=5', '--dryRun', '--onLoss', 'reject'])).toEqual([
      'import',
      '--batch-size=5',
      '--dry-run',
      '--on-loss',
      'reject',
    ]);
  });

  it('are found in names only, never in values or behind --', () => {
    const untouched = ['--input=Some/Folder=X', 'latestOne', '-aB', '--', '--notAFlag'];
    expect(kebabCaseFlags(untouched)).toEqual(untouched);
  });
});
