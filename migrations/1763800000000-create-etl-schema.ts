import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs, journals, rejects, residue. The stage itself is created by each import. Lines, offsets and lengths are those
 * of the collection's file; times are UTC.
 */
export class CreateEtlSchema1763800000000 implements MigrationInterface {
  readonly name = 'CreateEtlSchema1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "_etl"."run" (
  "id" text NOT NULL,
  "status" text NOT NULL,
  "started_at" timestamp(3) without time zone NOT NULL,
  "finished_at" timestamp(3) without time zone,
  "role" text NOT NULL DEFAULT session_user,
  "plans" jsonb NOT NULL,
  "ledger" json,
  CONSTRAINT "run_pkey" PRIMARY KEY ("id")
)`);
    // Unlogged like the stage: a crash of the server empties both together.
    await runner.query(`CREATE UNLOGGED TABLE "_etl"."load_journal" (
  "run_id" text NOT NULL,
  "collection" text NOT NULL,
  "chunk" integer NOT NULL,
  "sha256" text NOT NULL,
  "counts" json NOT NULL,
  CONSTRAINT "load_journal_pkey" PRIMARY KEY ("run_id", "collection", "chunk")
)`);
    await runner.query(`CREATE TABLE "_etl"."merge_journal" (
  "run_id" text NOT NULL,
  "table_name" text NOT NULL,
  "pass" smallint NOT NULL,
  "batch" integer NOT NULL,
  "first_id" text NOT NULL,
  "last_id" text NOT NULL,
  "inserted" integer NOT NULL,
  "updated" integer NOT NULL,
  "unchanged" integer NOT NULL,
  "rejected" integer NOT NULL,
  "merged_at" timestamp(3) without time zone NOT NULL DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'),
  CONSTRAINT "merge_journal_pkey" PRIMARY KEY ("run_id", "table_name", "pass", "batch"),
  CONSTRAINT "merge_journal_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "_etl"."run" ("id") ON DELETE CASCADE
)`);
    // "stale": the document has no row of this run, so a row under its id is an older version of it.
    await runner.query(`CREATE TABLE "_etl"."reject" (
  "id" bigint GENERATED ALWAYS AS IDENTITY,
  "run_id" text NOT NULL,
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
  "cause_code" text,
  "stale" boolean NOT NULL,
  CONSTRAINT "reject_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "reject_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "_etl"."run" ("id") ON DELETE CASCADE
)`);
    await runner.query(
      `CREATE INDEX "reject_collection_document_id_idx" ON "_etl"."reject" ("collection", "document_id")`,
    );
    await runner.query(
      `CREATE INDEX "reject_table_name_row_id_idx" ON "_etl"."reject" ("table_name", "row_id") WHERE "stale"`,
    );
    await runner.query(`CREATE TABLE "_etl"."merged" (
  "run_id" text NOT NULL,
  "collection" text NOT NULL,
  "table_name" text NOT NULL,
  "document_id" text NOT NULL,
  "line" bigint NOT NULL,
  "entry" integer,
  "kept_line" bigint NOT NULL,
  CONSTRAINT "merged_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "_etl"."run" ("id") ON DELETE CASCADE
)`);
    await runner.query(
      `CREATE INDEX "merged_collection_document_id_idx" ON "_etl"."merged" ("collection", "document_id")`,
    );
    await runner.query(`CREATE TABLE "_etl"."nulled_reference" (
  "run_id" text NOT NULL,
  "collection" text NOT NULL,
  "table_name" text NOT NULL,
  "column_name" text NOT NULL,
  "document_id" text NOT NULL,
  "line" bigint NOT NULL,
  "offset" bigint NOT NULL,
  "length" bigint NOT NULL,
  "entry" integer,
  CONSTRAINT "nulled_reference_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "_etl"."run" ("id") ON DELETE CASCADE
)`);
    await runner.query(
      `CREATE INDEX "nulled_reference_collection_document_id_idx" ON "_etl"."nulled_reference" ("collection", "document_id")`,
    );
    // json and not jsonb: escapes of U+0000 and of lone surrogates stay as they are. Part 0 is the residue of the
    // document that became the row, the others those of equal documents that were merged into it.
    await runner.query(`CREATE TABLE "_etl"."residue" (
  "collection" text NOT NULL,
  "document_id" text NOT NULL,
  "part" integer NOT NULL,
  "document" json NOT NULL,
  "run_id" text NOT NULL,
  CONSTRAINT "residue_pkey" PRIMARY KEY ("collection", "document_id", "part"),
  CONSTRAINT "residue_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "_etl"."run" ("id")
)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'residue',
      'nulled_reference',
      'merged',
      'reject',
      'merge_journal',
      'load_journal',
      'run',
    ]) {
      await runner.query(`DROP TABLE "_etl"."${table}"`);
    }
  }
}
