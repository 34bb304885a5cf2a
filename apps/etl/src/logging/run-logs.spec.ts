import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redactor } from '../secrets/redaction';
import { RunLogs } from './run-logs';

describe('RunLogs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etl-logs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const linesOf = (file: string) =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const neverLost = (message: string): void => {
    throw new Error(message);
  };

  it('writes JSON lines with ISO timestamps, mode 0600, without passwords', async () => {
    const file = join(folder, 'logs', 'import.log');
    const logs = new RunLogs('info', new Redactor(), neverLost);
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
    const lines = linesOf(file);
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      ['info', 'starts'],
      ['error', 'the command failed'],
    ]);
    expect(lines[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(text).not.toContain('geheim');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(logs.file).toBe(file);
  });

  it('says once that a log cannot be written, holds its lines back, and never fails for it', async () => {
    const lost: string[] = [];
    const file = join(folder, 'full.log');
    const logs = new RunLogs('info', new Redactor(), (message) => lost.push(message));
    const log = logs.open(file);
    const write = jest.spyOn(fs, 'writeSync').mockImplementation(() => {
      throw new Error('ENOSPC: no space left on device, write');
    });
    log.info('starts');
    log.info('goes on');
    write.mockRestore();
    log.info('there is room again');
    await log.close();
    expect(linesOf(file).map(({ msg }) => msg)).toEqual(['starts', 'goes on', 'there is room again']);
    expect(lost).toEqual([
      `The log ${file} cannot be written: ENOSPC: no space left on device, write. The command goes on.`,
    ]);
    rmSync(file);
    mkdirSync(file);
    logs.addError('the command failed', { code: 'INTERNAL' });
  });

  it('refuses a place that cannot be written', () => {
    expect(() => new RunLogs('info', new Redactor(), neverLost).open(join('/dev/null', 'x.log'))).toThrow(
      'cannot be written',
    );
  });
});
