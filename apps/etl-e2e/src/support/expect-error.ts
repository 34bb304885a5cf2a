import type { CliResult } from './cli';

/** Every error says what, where, what next, and its code; a stack trace is none of it. */
export function expectError(result: CliResult, exitCode: number, code: string): void {
  const { stderr } = result;
  expect({ code: result.code, stderr }).toMatchObject({ code: exitCode });
  expect(stderr).toMatch(/^✖ ./m);
  expect(stderr).toMatch(/^→ ./m);
  expect(stderr).toMatch(new RegExp(`^  ${code}( |$)`, 'm'));
  expect(stderr).not.toMatch(/^ +at /m);
}
