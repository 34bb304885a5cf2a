import { ConfigError, LoadError } from '@etl/core';
import { Redactor } from '../secrets/redaction';
import { expectGolden } from '../testing/golden';
import { describeError, errorReport } from './error.report';

const redactor = new Redactor(['postgresql://app:s3cret-word@db:5432/basera']);
const print = (error: unknown, log?: string): string =>
  errorReport(describeError(error, redactor), log).join('\n');

describe('the error report', () => {
  it('says what, where, what next, and the code', () => {
    const unreachable = new LoadError(
      'TARGET_UNREACHABLE',
      'The target does not answer: connect ECONNREFUSED.',
      {
        context: { target: 'postgresql://app:s3cret-word@db:5432/basera', sqlstate: undefined },
        cause: new Error('connect ECONNREFUSED'),
      },
    );
    const missing = new ConfigError('INPUT_NOT_FOUND', 'nowhere is not there.', {
      context: { input: 'nowhere' },
    });
    const text = [print(unreachable, 'output/import.log'), '', print(missing)].join('\n');
    expectGolden(__dirname, 'errors.txt', text);
  });

  it('prints what nobody foresaw as INTERNAL, without the stack and without secrets', () => {
    const text = print(new TypeError('cannot read s3cret-word'));
    expect(text).toContain('INTERNAL');
    expect(text).not.toContain('s3cret-word');
    expect(text).not.toMatch(/^ +at /m);
  });

  it('keeps the stacks of all causes for the log', () => {
    const { stack } = describeError(new Error('outer', { cause: new Error('inner s3cret-word') }), redactor);
    expect(stack).toMatch(/outer[\s\S]*Caused by: Error: inner \*\*\*/);
  });

  it('names the addresses that failed where Node joins them without a message', () => {
    const error = new AggregateError([new Error('connect ::1'), new Error('connect 127.0.0.1')], '');
    expect(print(error)).toContain('connect ::1; connect 127.0.0.1');
  });

  it.each([undefined, null, 'text', 42])('survives that %j was thrown', (thrown) => {
    expect(print(thrown)).toContain('INTERNAL');
  });
});
