import { createInterface } from 'node:readline/promises';
import type { ImportPreview } from '@etl/core';
import type { CommandContext } from './command-context';
import { importQuestion, rowsThere, targetReport } from './reporting/target.report';

/**
 * Says where an import is about to write. A target that holds rows asks, where somebody can answer: without a terminal there is
 * nobody to ask, and a script has said what it wants by calling.
 */
export async function confirmImport(
  preview: ImportPreview,
  context: CommandContext,
  yes: boolean,
): Promise<boolean> {
  context.notice(targetReport(preview));
  const { terminal, signal } = context;
  if (preview.dryRun || yes || !terminal.interactive || rowsThere(preview.target) === 0) return true;
  const questions = createInterface({ input: terminal.stdin, output: terminal.stderr });
  // While a line is read, readline takes Ctrl-C for itself: hand it on.
  questions.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await questions.question(importQuestion(preview.target), { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    questions.close();
  }
}
