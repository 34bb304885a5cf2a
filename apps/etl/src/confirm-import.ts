import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { ImportPreview } from '@etl/core';
import type { CommandContext } from './command-context';
import { importQuestion, nobodyToAsk, rowsThere, targetReport } from './reporting/target.report';

/**
 * Says where an import is about to write. A target that holds rows asks, where somebody can answer: without a terminal there is
 * nobody to ask, and a script has said what it wants by calling.
 */
export async function confirmImport(
  preview: ImportPreview,
  context: Pick<CommandContext, 'notice' | 'terminal' | 'signal'>,
  yes: boolean,
): Promise<boolean> {
  context.notice(targetReport(preview));
  const { terminal } = context;
  if (preview.dryRun || yes || rowsThere(preview.target) === 0) return true;
  if (!terminal.interactive) {
    context.notice([nobodyToAsk(preview.target)]);
    return true;
  }
  return /^y(es)?$/i.test((await ask(importQuestion(preview.target), context)).trim());
}

/** The line that answers; empty where the input ends instead (Ctrl-D, a terminal that was closed). */
async function ask(
  question: string,
  { terminal, signal }: Pick<CommandContext, 'terminal' | 'signal'>,
): Promise<string> {
  // Lines as the terminal itself edits them: in readline's own mode, Ctrl-C is no signal and Ctrl-D a defect.
  const questions = createInterface({ input: terminal.stdin, output: terminal.stderr, terminal: false });
  try {
    // The question alone would wait for ever for an input that has ended.
    const ended = once(questions, 'close').catch(() => []);
    const answer = await Promise.race([questions.question(question, { signal }), ended.then(() => null)]);
    // What is said next does not stand behind the question.
    if (answer === null) terminal.stderr.write('\n');
    return answer ?? '';
  } finally {
    questions.close();
  }
}
