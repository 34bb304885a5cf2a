import { EtlError } from '@etl/core';
import { DraftError } from '../draft/draft-error';

/** How a failure is printed, and what the process ends with. */
export interface Failure {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** Message, context, what to do, code: as the command line prints its errors. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DraftError) return draftFailure(error);
  if (!(error instanceof EtlError)) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      lines: [
        `✖ Something went wrong that this program did not foresee: ${message}`,
        '→ Please report it with the command and its output.',
        '  INTERNAL',
      ],
      exitCode: 1,
    };
  }
  const context = Object.entries(error.context).filter(([, value]) => value !== undefined && value !== null);
  return {
    lines: [
      `✖ ${error.message}`,
      ...context.map(([key, value]) => `    ${key}: ${String(value)}`),
      `→ ${error.remedy}`,
      `  ${error.code}`,
    ],
    exitCode: error.exitCode,
  };
}

/** What the engine's own libraries have said keeps their code. */
function draftFailure({ problem, remedy, cause }: DraftError): Failure {
  const lines = [`✖ ${problem}`, `→ ${remedy}`];
  if (!(cause instanceof EtlError)) return { lines, exitCode: 2 };
  return { lines: [...lines, `  ${cause.code}`], exitCode: cause.exitCode };
}
