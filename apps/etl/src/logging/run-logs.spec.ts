import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redactor } from '../secrets/redaction';
import { RunLogs } from './run-logs';

describe('RunLogs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etl-logs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes JSON lines with ISO timestamps, mode 0600, without passwords', async () => {
    const file = join(folder, 'logs', 'import.log');
    const logs = new RunLogs('info', new Redactor());
    const log = logs.open(file);
    log.debug('not at this level');
    log.info('starts', {
      uri: 'mongodb://u:geheim@h/d',
      password: 'geheim',
      error: new Error('postgres://u:geheim@h'),
    });
    await log.close();
    log.warn('after the end');
    logs.addError('the command failed', { code: 'INTERNAL' });

    const text = readFileSync(file, 'utf8');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      ['info', 'starts'],
      ['error', 'the command failed'],
    ]);
    expect(lines[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(text).not.toContain('geheim');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(logs.file).toBe(file);
  });

  it('refuses a place that cannot be written', () => {
    expect(() => new RunLogs('info', new Redactor()).open(join('/dev/null', 'x.log'))).toThrow(
      'cannot be written',
    );
  });
});
