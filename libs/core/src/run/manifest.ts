import type { CollectionState, ReplacedText, SourceDescription } from '../ports/source-reader';

/** The version of the manifest's shape. A reader refuses a newer one. */
export const MANIFEST_VERSION = 1;

/** A byte range of a JSONL file that holds whole lines. */
export interface ManifestChunk {
  readonly offset: number;
  readonly length: number;
  readonly documents: number;
  readonly sha256: string;
  /** `_id` of the first and last line in Extended JSON. */
  readonly firstId: string;
  readonly lastId: string;
}

export interface ManifestCollection {
  readonly name: string;
  /** Relative to the manifest. */
  readonly file: string;
  readonly documents: number;
  readonly bytes: number;
  /** True where the source has no such collection; the file is empty. */
  readonly missing: boolean;
  readonly chunks: readonly ManifestChunk[];
  readonly atStart: CollectionState;
  readonly atEnd: CollectionState;
  /** Documents that no line can carry: whole in `rejects/<collection>.jsonl`. */
  readonly rejected: number;
  /** Strings whose broken bytes stand as U+FFFD, the first 1,000 of `replacedTotal`. */
  readonly replaced: readonly ReplacedText[];
  readonly replacedTotal: number;
}

/** A collection from elsewhere, and where it came from. */
export interface PluginDescription {
  readonly collection: string;
  /** Name and version of its package, where it has one. */
  readonly package: string | null;
  readonly version: string | null;
  /** The name that the user gave, or the last part of the path. */
  readonly from: string;
  /** sha256 of its entry, the file that was loaded; older manifests have none. */
  readonly sha256?: string;
}

/** What an export says of itself; `manifest.json`. */
export interface Manifest {
  readonly version: number;
  readonly tool: string;
  readonly source: SourceDescription;
  readonly options: Readonly<Record<string, string | number | boolean | null>>;
  /** Absent where no plug-in was loaded. */
  readonly plugins?: readonly PluginDescription[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly collections: readonly ManifestCollection[];
}
