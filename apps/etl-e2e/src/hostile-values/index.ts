import { CaseBuilder } from './case-builder';
import { addDocumentCases } from './document.cases';
import { addFanOutCases } from './fan-out.cases';
import type { HostileCase } from './hostile-case';
import { idCases } from './id.cases';
import { addColumnCases, addElementCases, addNestedCases, addUnknownCases } from './matrix.cases';
import { addTextCases } from './text.cases';

export type { HostileCase } from './hostile-case';
export { presentDocuments } from './id.cases';
export { UNWRITABLE } from './document.cases';

/** Every hostile value in every kind of position, one document each. */
export function hostileCases(): HostileCase[] {
  const builder = new CaseBuilder();
  addColumnCases(builder);
  addElementCases(builder);
  addNestedCases(builder);
  addFanOutCases(builder);
  addUnknownCases(builder);
  addTextCases(builder);
  addDocumentCases(builder);
  return [...builder.cases, ...idCases()];
}
