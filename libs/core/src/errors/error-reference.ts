import type { RejectCode } from '../ports/target';
import type { ErrorCode, ErrorCodeEntry } from './error-codes';
import type { RejectCodeEntry } from './reject-codes';

/** The page of error codes and rejects, as Markdown; generated, so that it cannot drift from the tables. */
export function errorReference(
  codes: Readonly<Record<ErrorCode, ErrorCodeEntry>>,
  rejects: Readonly<Record<RejectCode, RejectCodeEntry>>,
): string {
  const errors = (Object.entries(codes) as [ErrorCode, ErrorCodeEntry][]).map(
    ([code, { cause, remedy, exitCode, retryable }]) =>
      `| \`${code}\` | ${cell(cause)} | ${cell(remedy)} | ${exitCode} | ${retryable ? 'yes' : 'no'} |`,
  );
  const rejected = Object.entries(rejects).map(
    ([code, { cause, remedy }]) => `| \`${code}\` | ${cell(cause)} | ${cell(remedy)} |`,
  );
  return [
    '# Errors and rejects',
    '',
    'Generated from the tables of codes in `libs/core`. Codes are stable: scripts and runbooks may name them.',
    'What has no code is in [troubleshooting](../troubleshooting.md).',
    '',
    '## Errors',
    '',
    'A command that ends with one of these says what happened, where, what it received, and what to do next.',
    '"Tried again": with growing pauses, up to `--retries`, before the error is final.',
    '',
    '| code | cause | what to do | exit code | tried again |',
    '| --- | --- | --- | --- | --- |',
    ...errors,
    '',
    '## Rejects',
    '',
    'A document, or an entry of one, that does not reach the target: whole in `rejects/<collection>.jsonl`, with one of',
    'these codes, the field, the value, and the root cause where it follows from another reject.',
    '',
    '| code | cause | what to do |',
    '| --- | --- | --- |',
    ...rejected,
    '',
  ].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
