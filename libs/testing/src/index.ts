export { codecsTellTheTruth } from './contract/codec-trial';
export { damageIsNamed } from './contract/damage-trial';
export { describeCollection } from './contract/describe-collection';
export { generatedDocumentsArrive } from './contract/generated-trial';
export { sampleMatchesGolden, UPDATE_GOLDEN } from './contract/golden-trial';
export { hostileValuesAreSettled } from './contract/hostile-trial';
export { type ContractOptions, targetSchemaPage } from './contract/promises';
export { importingTwiceChangesNothing } from './contract/repeat-trial';
export type { OwnExpectations } from './hostile/hostile-cases';
export type { Expectation, Expectations } from './hostile/hostile-expectations';
export { HOSTILE_INPUTS, type HostileInput } from './hostile/hostile-inputs';
export { sampleIsUsable } from './contract/sample-trial';
export { catalogMatchesPage, catalogMatchesPlan, planMatchesPage } from './contract/schema-trial';
export { linesAreMappedAlikeBothWays } from './contract/two-ways-trial';
export { TEST_RUNS, TEST_SEED } from './contract/test-runs';
export { verificationNoticesDamage } from './contract/verify-trial';
export { ContractViolation } from './contract/violation';
export { parseTargetSchema } from './schema/parse-target-schema';
export type { ColumnDescription, SchemaDescription, TableDescription } from './schema/table-description';
export { type Imported, importLines } from './trial/import-lines';
export { sampleBson } from './trial/sample-bson';
export { TRIAL_TIME, TRIAL_TIMESTAMP } from './trial/quiet-ports';
export {
  type RejectEntry,
  type RejectLine,
  type Residue,
  type Row,
  type Trial,
  withTrial,
} from './trial/trial';
