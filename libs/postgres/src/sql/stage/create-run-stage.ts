import { STAGE_MERGED, STAGE_NULLED, STAGE_REJECT, STAGE_RESIDUE } from '../etl-names';

/** What is found out about documents while they are imported; `step` is load, resolve or merge. */
export const createRunStageSql: readonly string[] = [
  `CREATE UNLOGGED TABLE ${STAGE_REJECT} (
  "seq" bigint GENERATED ALWAYS AS IDENTITY,
  "step" text NOT NULL DEFAULT 'load',
  "collection" text NOT NULL,
  "table_name" text NOT NULL,
  "document_id" text,
  "row_id" text,
  "line" bigint NOT NULL,
  "offset" bigint NOT NULL,
  "length" bigint NOT NULL,
  "entry" integer,
  "code" text NOT NULL,
  "field" text,
  "value" text,
  "detail" text,
  "cause_table" text,
  "cause_document_id" text,
  "cause_code" text
)`,
  `CREATE UNLOGGED TABLE ${STAGE_MERGED} (
  "collection" text NOT NULL,
  "table_name" text NOT NULL,
  "document_id" text NOT NULL,
  "line" bigint NOT NULL,
  "entry" integer,
  "kept_line" bigint NOT NULL
)`,
  `CREATE UNLOGGED TABLE ${STAGE_NULLED} (
  "collection" text NOT NULL,
  "table_name" text NOT NULL,
  "column_name" text NOT NULL,
  "document_id" text NOT NULL,
  "line" bigint NOT NULL,
  "offset" bigint NOT NULL,
  "length" bigint NOT NULL,
  "entry" integer
)`,
  // text and not json: it is parsed once, when it reaches the residue.
  `CREATE UNLOGGED TABLE ${STAGE_RESIDUE} (
  "collection" text NOT NULL,
  "document_id" text NOT NULL,
  "line" bigint NOT NULL,
  "document" text NOT NULL
)`,
];
