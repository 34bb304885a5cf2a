import { type CollectionPlan, EtlError, type ImportResult } from '@etl/core';
import { expectedDocument } from '../oracle/expected-document';
import type { Trial } from '../trial/trial';
import { documentLine } from './shown-value';
import { ContractViolation } from './violation';

/** What a codec that throws on one of the lines is said to do. */
function throwing(plan: CollectionPlan, lines: readonly string[]): string | undefined {
  try {
    lines.forEach((json, n) => expectedDocument(plan, json, n + 1));
    return undefined;
  } catch (error) {
    if (!(error instanceof ContractViolation)) throw error;
    return error.message;
  }
}

/** What the import says, and the document that it names. */
function said({ message, context }: EtlError, lines: readonly string[]): string {
  const { line, id } = context;
  const json = lines[Number(line) - 1] ?? lines.find((one) => one.includes(`"${String(id)}"`));
  return json === undefined ? message : message + documentLine(json);
}

/**
 * Imports the lines that were written.
 * @throws ContractViolation with the column and the document, where a codec throws or PostgreSQL does not take its text
 */
export async function imported({ plan, ...trial }: Trial, lines: readonly string[]): Promise<ImportResult> {
  try {
    return await trial.import();
  } catch (error) {
    const found = throwing(plan, lines) ?? (error instanceof EtlError ? said(error, lines) : undefined);
    if (found === undefined) throw error;
    throw new ContractViolation(`Importing ${plan.name}:\n  - ${found}`);
  }
}
