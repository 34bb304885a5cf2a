// What authors of plug-ins import in TypeScript, `mongo-to-postgres-etl/sdk`: types alone, for the SDK itself is handed to
// a plug-in.
export type { Codec, Outcome, PathStep, RepairReason, Unfit, UnfitReason, ValueNotes } from '../codecs';
export type { Aggregate } from '../collection/aggregate';
export type {
  CollectionDefinition,
  ExporterSpec,
  SampleBson,
  SampleContext,
  SampleSpec,
} from '../collection/collection-definition';
export type { EntityClass } from '../collection/entity-metadata';
export type { EnumDefinition } from '../collection/enum-definition';
export type { ColumnSink } from '../ports/column-sink';
export type { CollectionPlugin, CollectionPluginModule } from './collection-plugin';
export type { EntityDescription } from './entity';
export type { Sdk } from './sdk';
