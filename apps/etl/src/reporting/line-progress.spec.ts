import { LineProgress } from './line-progress';

describe('LineProgress', () => {
  let now = 0;
  let lines: string[] = [];
  let progress: LineProgress;

  beforeEach(() => {
    now = 0;
    lines = [];
    progress = new LineProgress(
      (line) => lines.push(line),
      () => now,
    );
  });

  it('prints a line at the start, every five seconds, and at the end', () => {
    progress.start('users', 1_000, 'documents');
    for (now = 1_000; now <= 12_000; now += 1_000) progress.advance('users', 80);
    progress.finish('users');
    expect(lines).toEqual([
      'users: 0 of 1,000 documents',
      'users: 400 of 1,000 documents (40%)',
      'users: 800 of 1,000 documents (80%)',
      'users: done, 960 documents in 13.0s',
    ]);
  });

  it('says between the lines why it takes long', () => {
    progress.start('keys (build)', 3, 'keys');
    progress.say('Another session holds the table. Trying again (1 of 10).');
    expect(lines).toEqual([
      'keys (build): 0 of 3 keys',
      'Another session holds the table. Trying again (1 of 10).',
    ]);
  });

  it('knows tasks without a total, and bytes', () => {
    progress.start('User (merge)', null, 'rows');
    progress.start('dump', 3_000_000, 'bytes');
    now = 70_000;
    progress.advance('User (merge)', 1);
    progress.advance('dump', 1_500_000);
    progress.finish('User (merge)');
    expect(lines).toEqual([
      'User (merge): started',
      'dump: 0 of 3.0 MB',
      'User (merge): 1 row',
      'dump: 1.5 MB of 3.0 MB (50%)',
      'User (merge): done, 1 row in 1m 10s',
    ]);
  });

  it('never says more than 100%', () => {
    progress.start('users', 10, 'documents');
    now = 5_000;
    progress.advance('users', 12);
    expect(lines.at(-1)).toBe('users: 12 of 10 documents (100%)');
  });
});
