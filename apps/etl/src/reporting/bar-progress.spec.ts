import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { BarProgress } from './bar-progress';

describe('BarProgress', () => {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), {
    isTTY: true,
    columns: 120,
    rows: 40,
  });
  const progress = new BarProgress(stream as unknown as NodeJS.WriteStream);
  const shown = (): string => stripVTControlCharacters(String(stream.read() ?? ''));

  it('says at once what there is to say while nothing goes on', () => {
    progress.say('Trying again (1 of 10).');
    expect(shown()).toBe('Trying again (1 of 10).\n');
  });

  it('says it above the bars, which go on below', () => {
    progress.start('keys (build)', 3, 'keys');
    progress.advance('keys (build)', 1);
    progress.say('Another session holds the table.');
    progress.finish('keys (build)');
    const lines = shown().split('\n');
    const said = lines.findIndex((line) => line.includes('Another session holds the table.'));
    expect(said).toBeGreaterThanOrEqual(0);
    expect(lines.slice(said + 1).join('\n')).toContain('1 key');
  });
});
