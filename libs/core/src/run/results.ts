import type { LossMode } from '../import/loss-mode';
import type { AggregateRow, SchemaDifference, TargetDescription } from '../ports/target';
import type { LedgerRow } from './ledger';
import type { Manifest, PluginDescription } from './manifest';

export interface ExportOptions {
  /** Names as the user gave them; absent: all that are registered. */
  readonly collections?: readonly string[];
  /** The folder under which the run's folder is made. */
  readonly output: string;
  readonly batchSize: number;
  readonly dryRun: boolean;
  /** Plug-ins that were loaded, for the manifest and the log. */
  readonly plugins?: readonly PluginDescription[];
  readonly signal?: AbortSignal;
}

export interface ExportResult {
  /** The run's folder; null for a dry run. */
  readonly folder: string | null;
  readonly manifest: Manifest;
  /** Names that nobody registered: skipped. */
  readonly unknown: readonly string[];
  /** Sentences that the user should read: movement in the source, missing collections. */
  readonly warnings: readonly string[];
}

export interface ImportOptions {
  readonly collections?: readonly string[];
  /** The folder of an export. */
  readonly input: string;
  readonly batchSize: number;
  readonly onLoss: LossMode;
  readonly dryRun: boolean;
  /** Plug-ins that were loaded, for the log. */
  readonly plugins?: readonly PluginDescription[];
  /** Documents that an earlier import has left in the target, and that have not changed since, are not loaded. */
  readonly incremental?: boolean;
  /** Every row is sent and compared, also those that nobody has written since an import did. */
  readonly compareAll?: boolean;
  /** Keys of empty tables stay where they are, and their rows go through the stage. */
  readonly keepKeys?: boolean;
  readonly signal?: AbortSignal;
  /** Asked before the first write; false ends the run with NOT_CONFIRMED. */
  readonly confirm: (where: ImportPreview) => Promise<boolean>;
}

/** What import says before it writes. */
export interface ImportPreview {
  readonly target: TargetDescription;
  readonly collections: readonly string[];
  readonly dryRun: boolean;
  /** Sentences: references to tables that are empty and not part of this import. */
  readonly warnings: readonly string[];
}

/** Values that were changed on their way, or that a constraint of the entity warns of; one line a field and reason. */
export interface LossLine {
  readonly collection: string;
  readonly table: string;
  readonly column: string;
  readonly outcome: 'coerced' | 'defaulted' | 'repaired' | 'warned';
  /** Of a repair; of a warning the constraint. */
  readonly reason?: string;
  readonly count: number;
}

/** Fields that no column takes. */
export interface ResidueLine {
  readonly collection: string;
  /** JSON Pointer; an index of an array is written `-`. */
  readonly path: string;
  readonly documents: number;
}

export interface RejectSummary {
  readonly collection: string;
  readonly table: string;
  readonly code: string;
  readonly field: string | null;
  readonly count: number;
  /** `_id` of the first one, or its line where it has none. */
  readonly example: string;
}

export interface ImportResult {
  readonly run: string;
  /** `import-<run>` in the input folder. */
  readonly folder: string;
  readonly dryRun: boolean;
  readonly ledger: readonly LedgerRow[];
  readonly losses: readonly LossLine[];
  readonly residue: readonly ResidueLine[];
  readonly rejects: readonly RejectSummary[];
  readonly rejectFiles: readonly string[];
  /** Files of the input that no registered collection takes, and names in `--collections` that nobody registered. */
  readonly skipped: readonly string[];
  readonly unknown: readonly string[];
  readonly warnings: readonly string[];
  /** What a dead import had left was made whole first, which a dry run does as well; the warnings say what. */
  readonly restored: boolean;
  readonly seconds: number;
}

export interface VerifyOptions {
  readonly collections?: readonly string[];
  /** The folder of an export; absent: the live source. */
  readonly input?: string;
  /** Where `verify-<run>` is written when there is no input folder. */
  readonly output: string;
  readonly batchSize: number;
  /** Plug-ins that were loaded, for the log. */
  readonly plugins?: readonly PluginDescription[];
  readonly signal?: AbortSignal;
}

/** One line of the verification: a collection's main table or one of its fan-outs. */
export interface CountComparison {
  readonly collection: string;
  readonly table: string;
  /** The name in front of the arrow: the collection, or `<collection>.<field>` for a fan-out. */
  readonly label: string;
  readonly source: number;
  readonly target: number;
  readonly rejected: number;
  readonly merged: number;
  /** source − target − rejected − merged (older rows of rejected documents put aside): 0 where all is explained. */
  readonly unexplained: number;
  readonly status: 'equal' | 'explained' | 'different';
}

export interface AggregateComparison {
  readonly collection: string;
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly withSum: boolean;
  readonly rows: readonly {
    readonly key: readonly (string | null)[];
    readonly source: AggregateRow | null;
    readonly target: AggregateRow | null;
    readonly equal: boolean;
  }[];
  readonly equal: boolean;
}

export interface VerifyResult {
  readonly run: string;
  readonly folder: string;
  readonly status: 'equal' | 'explained' | 'different';
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly counts: readonly CountComparison[];
  readonly aggregates: readonly AggregateComparison[];
  readonly unknown: readonly string[];
  /** Those, and collections of the export that nobody registered: not compared. */
  readonly skipped: readonly string[];
  readonly warnings: readonly string[];
}

export interface SchemaResult {
  readonly created: readonly string[];
  readonly differences: readonly SchemaDifference[];
}
