import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an import has put aside of empty tables while it fills them. All three are logged, unlike the stage: they must
 * survive what the rows survive.
 */
export class AddPutAside1763900000000 implements MigrationInterface {
  readonly name = 'AddPutAside1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    // One statement a line, deleted in the transaction that runs it. Phase 1 builds an index, 2 makes it a key and
    // comments on it, 3 adds a foreign key that is not valid yet, 4 validates it.
    await runner.query(`CREATE TABLE "_etl"."put_aside" (
  "id" bigint GENERATED ALWAYS AS IDENTITY,
  "run_id" text NOT NULL,
  "phase" smallint NOT NULL,
  "schema_name" text NOT NULL,
  "table_name" text NOT NULL,
  "name" text NOT NULL,
  "statement" text NOT NULL,
  CONSTRAINT "put_aside_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "put_aside_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "_etl"."run" ("id")
)`);
    await runner.query(`CREATE TABLE "_etl"."direct_table" (
  "run_id" text NOT NULL,
  "schema_name" text NOT NULL,
  "table_name" text NOT NULL,
  CONSTRAINT "direct_table_pkey" PRIMARY KEY ("run_id", "schema_name", "table_name"),
  CONSTRAINT "direct_table_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "_etl"."run" ("id")
)`);
    // The transactions whose rows are the run's own; chunk and collection are null for those of the merge.
    await runner.query(`CREATE TABLE "_etl"."direct_chunk" (
  "run_id" text NOT NULL,
  "xid" xid8 NOT NULL,
  "collection" text,
  "chunk" integer,
  CONSTRAINT "direct_chunk_run_id_collection_chunk_key" UNIQUE ("run_id", "collection", "chunk"),
  CONSTRAINT "direct_chunk_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "_etl"."run" ("id")
)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['direct_chunk', 'direct_table', 'put_aside'])
      await runner.query(`DROP TABLE "_etl"."${table}"`);
  }
}
