import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which table it was whose keys were put aside, whatever it is called meanwhile. Null where an older version wrote the line. */
export class AddTableOid1764000000000 implements MigrationInterface {
  readonly name = 'AddTableOid1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['put_aside', 'direct_table'])
      await runner.query(`ALTER TABLE "_etl"."${table}" ADD COLUMN "table_oid" oid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['put_aside', 'direct_table'])
      await runner.query(`ALTER TABLE "_etl"."${table}" DROP COLUMN "table_oid"`);
  }
}
