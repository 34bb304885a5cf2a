import { ObjectId } from 'bson';
import { raw, rawArray, rawDocument, type RawField, type RawValue } from '../support/raw-bson';
import { baseFields, caseId, type CollectionName } from './base-documents';
import type { HostileCase, Outcome, TargetColumn } from './hostile-case';

/** What is particular to one document: the rest is a plain document of the collection. */
export interface CaseParts {
  readonly position: string;
  readonly value: string;
  readonly collection: CollectionName;
  readonly target: TargetColumn | null;
  /** Fields that replace those of the plain document, and stand behind the others. */
  readonly fields: readonly RawField[];
  /** Fields of the plain document to leave out. */
  readonly without?: readonly string[];
  readonly live?: boolean;
  readonly expected: Outcome;
}

/** Numbers documents, so that each has an `_id` and unique texts of its own. */
export class CaseBuilder {
  readonly cases: HostileCase[] = [];

  add({ fields, without = [], live = true, ...parts }: CaseParts): void {
    const n = this.cases.length + 1;
    const id = caseId(n);
    const replaced = new Set([...without, ...fields.map(([key]) => String(key))]);
    const kept = baseFields(parts.collection, n).filter(([key]) => !replaced.has(String(key)));
    const { bytes } = rawDocument([['_id', raw(new ObjectId(id))], ...kept, ...fields]);
    this.cases.push({ ...parts, id, document: bytes, live });
  }
}

/** The field at whose end the value stands: documents for names, arrays for indexes. */
export function fieldWith(
  [field, ...steps]: readonly [string, ...(string | number)[]],
  value: RawValue,
  siblings: readonly RawField[] = [],
): RawField {
  const last = steps.length - 1;
  const nested = steps.reduceRight<RawValue>(
    (inner, step, index) =>
      typeof step === 'number'
        ? rawArray([inner])
        : rawDocument([...(index === last ? siblings : []), [step, inner]]),
    value,
  );
  return [field, nested];
}
