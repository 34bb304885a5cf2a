/** An enum type of the target; several tables may share one. */
export interface EnumDefinition {
  readonly name: string;
  /** The labels as they are stored, in the order of the type. */
  readonly values: readonly string[];
}

export function defineEnum(name: string, values: readonly string[]): EnumDefinition {
  return Object.freeze({ name, values: Object.freeze([...values]) });
}
