import { getMetadataStorage, type ValidationArguments, type ValidationOptions } from 'class-validator';
import { EtlError } from '../errors/etl-error';
import type { EntityClass } from './entity-metadata';

/** Marks the constraints that the column decorators add themselves: the codec keeps them, no check is needed. */
export const DERIVED: ValidationOptions = { context: { derived: true } };

/** A class-validator constraint of one property, as a plain function. */
export interface WarningCheck {
  /** class-validator's own name of the constraint, `isEmail` say. */
  readonly name: string;
  readonly holds: (value: unknown) => boolean;
}

/**
 * The constraints that an entity states beyond its columns, compiled once: running class-validator itself on every
 * row costs more than the whole load. They warn, they never reject: the target would have taken the value.
 * @throws EtlError COLLECTION_INVALID for asynchronous and conditional constraints
 */
export function warningChecks(entity: EntityClass): ReadonlyMap<string, readonly WarningCheck[]> {
  const checks = new Map<string, WarningCheck[]>();
  const storage = getMetadataStorage();
  for (const metadata of storage.getTargetValidationMetadatas(entity, '', true, false)) {
    const { context, propertyName, constraints, each } = metadata as typeof metadata & {
      context?: { derived?: boolean };
    };
    if (context?.derived === true || metadata.type !== 'customValidation') continue;
    for (const constraint of storage.getTargetValidatorConstraints(metadata.constraintCls)) {
      if (constraint.async || metadata.validateIf !== undefined || each) {
        throw new EtlError(
          'COLLECTION_INVALID',
          `${entity.name}.${propertyName} has the constraint ${constraint.name}, which is asynchronous, conditional or for each element: only plain ones can be checked during an import.`,
        );
      }
      const holds = (value: unknown): boolean => {
        const args: ValidationArguments = {
          value,
          constraints,
          targetName: entity.name,
          object: {},
          property: propertyName,
        };
        return constraint.instance.validate(value, args) === true;
      };
      checks.set(propertyName, [...(checks.get(propertyName) ?? []), { name: constraint.name, holds }]);
    }
  }
  return checks;
}
