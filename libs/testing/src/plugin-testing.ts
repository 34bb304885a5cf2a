// What tests of plug-ins import, outside of this workspace: `mongo-to-postgres-etl/testing`.
export type { ContractOptions } from './contract/promises';
export { definitionOf, describePlugin } from './contract/describe-plugin';
export { ContractViolation } from './contract/violation';
export type { OwnExpectations } from './hostile/hostile-cases';
export type { Expectation, Expectations } from './hostile/hostile-expectations';
export { HOSTILE_INPUTS, type HostileInput } from './hostile/hostile-inputs';
export { type Imported, importLines } from './trial/import-lines';
