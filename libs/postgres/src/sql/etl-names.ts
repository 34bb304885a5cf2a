import { prefixedName, qualified } from './identifier';

/** The schema that holds everything of ours in the target. */
export const ETL_SCHEMA = '_etl';

const etl = (name: string): string => qualified(ETL_SCHEMA, name);

/** The table that holds the staged rows of a target table. */
export const stageName = (table: string): string => prefixedName('stage_', table);
export const stageOf = (table: string): string => etl(stageName(table));
/** The rows of a table that want one unique key, while it is settled who gets it. */
export const contestOf = (table: string): string => etl(prefixedName('stage#contest_', table));
/** The places of the rows that were copied straight into a target table. */
export const placeOf = (table: string): string => etl(prefixedName('stage#place_', table));
/** The digests of the documents behind the rows of a table; they outlive their run. */
export const digestName = (table: string): string => prefixedName('digest_', table);
export const digestOf = (table: string): string => etl(digestName(table));

/** TypeORM keeps it. */
export const MIGRATION_TABLE = 'migration';
export const MIGRATION = etl(MIGRATION_TABLE);

export const RUN = etl('run');
export const LOAD_JOURNAL = etl('load_journal');
export const MERGE_JOURNAL = etl('merge_journal');
export const REJECT = etl('reject');
export const MERGED = etl('merged');
export const NULLED = etl('nulled_reference');
export const RESIDUE = etl('residue');
export const PUT_ASIDE = etl('put_aside');
export const DIRECT_TABLE = etl('direct_table');
export const DIRECT_CHUNK = etl('direct_chunk');

/** `#` instead of `_` keeps these apart from the stage of a table that has such a name. */
export const STAGE_REJECT = etl('stage#reject');
export const STAGE_RESIDUE = etl('stage#residue');
export const STAGE_MERGED = etl('stage#merged');
export const STAGE_NULLED = etl('stage#nulled');
/** Where rows with long texts are tried on an index, and those that it refused. */
export const STAGE_PROBE = etl('stage#probe');
export const STAGE_TOO_LONG = etl('stage#too_long');
