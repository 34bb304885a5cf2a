/** What the reference says of a code. Codes are stable: scripts and runbooks name them. */
export interface ErrorCodeEntry {
  /** One sentence on the cause. */
  readonly cause: string;
  /** What to do next. */
  readonly remedy: string;
  readonly retryable: boolean;
  readonly exitCode: 1 | 2;
}

const config = (cause: string, remedy: string): ErrorCodeEntry => ({
  cause,
  remedy,
  retryable: false,
  exitCode: 2,
});
const failure = (cause: string, remedy: string): ErrorCodeEntry => ({
  cause,
  remedy,
  retryable: false,
  exitCode: 1,
});
const transient = (cause: string, remedy: string): ErrorCodeEntry => ({
  cause,
  remedy,
  retryable: true,
  exitCode: 1,
});

/** Every code that this program ends with; the page of errors is generated from this table. */
export const ERROR_CODES = {
  OPTION_INVALID: config(
    'An option has a value that it cannot take.',
    'Run the command with --help and correct the option.',
  ),
  SOURCE_URI_MISSING: config(
    'No source is given.',
    'Set MONGO_URI or pass --source with a mongodb:// URI, a mongodump folder or an archive.',
  ),
  SOURCE_URI_INVALID: config(
    'The URI of the source cannot be read.',
    'Write it as mongodb://user:password@host:27017/database; percent-encode special characters of the password.',
  ),
  SOURCE_DATABASE_MISSING: config(
    'The URI of the source names no database.',
    'Put the database into the path of the URI: mongodb://host:27017/basera.',
  ),
  SOURCE_UNREACHABLE: transient(
    'The source does not answer.',
    'Check host, port and network, and that the server runs.',
  ),
  SOURCE_AUTH_FAILED: config(
    'The source refused user or password.',
    'Check the user, the password and authSource in MONGO_URI.',
  ),
  SOURCE_NOT_FOUND: config(
    'The source folder or file is not there.',
    'Pass the folder that mongodump wrote, or its archive.',
  ),
  SOURCE_UNREADABLE: failure(
    'A file of the source is broken or cut short.',
    'Run mongodump again, or restore the file from its copy.',
  ),
  SOURCE_REFUSED: failure(
    'The source refused a request.',
    'Read the message of the server: the user may lack the role `read` on the database.',
  ),
  SOURCE_LOST: transient(
    'The connection to the source was lost and could not be reopened.',
    'Start the export again once the server is reachable.',
  ),
  TARGET_URI_MISSING: config(
    'No target is given.',
    'Set DATABASE_URL or pass --target with a postgresql:// URI.',
  ),
  TARGET_URI_INVALID: config(
    'The URI of the target cannot be read.',
    'Write it as postgresql://user:password@host:5432/database.',
  ),
  TARGET_UNREACHABLE: transient(
    'The target does not answer.',
    'Check host, port and network, and that the server runs.',
  ),
  TARGET_AUTH_FAILED: config(
    'The target refused user or password.',
    'Check the user and the password in DATABASE_URL.',
  ),
  TARGET_DATABASE_MISSING: config(
    'The database of the target does not exist.',
    'Create it (createdb), or correct the path of DATABASE_URL.',
  ),
  TARGET_PERMISSION: config(
    'The role of the target lacks a right.',
    'Grant the right that the message names, or connect as another role.',
  ),
  TARGET_TABLES_MISSING: config(
    'The target lacks tables that this import writes.',
    'Run `npm run etl:schema -- apply` in an empty database, or the migrations of the new API.',
  ),
  TARGET_SCHEMA_DIFFERS: config(
    'The target differs from the entities.',
    'Compare with `npm run etl:schema -- check`, then change the target or the entity.',
  ),
  TARGET_NOT_EMPTY: config(
    'The target already has tables of these names.',
    '`schema apply` works in an empty database only; use `schema check` to compare.',
  ),
  TARGET_LOST: transient(
    'The connection to the target was lost.',
    'Start the command again once the server is reachable; finished batches are not written twice.',
  ),
  TARGET_FAILED: failure(
    'The target refused a statement.',
    'Read the message of the server; nothing of the failed batch was kept.',
  ),
  IMPORT_RUNNING: config(
    'Another import is writing into this database.',
    'Wait for it to end, or stop it; then start this one again.',
  ),
  COLLECTIONS_UNKNOWN: config(
    'None of the collections asked for is registered.',
    'Run `npm run etl:collections` for their names.',
  ),
  NOT_CONFIRMED: config(
    'The target holds rows and nobody confirmed the import.',
    'Answer the question with yes, or pass --yes.',
  ),
  INPUT_NOT_FOUND: config(
    'The input folder is not there.',
    'Pass the folder that an export wrote, or `latest`.',
  ),
  INPUT_EMPTY: config(
    'The input holds nothing to import.',
    'Pass the folder that an export wrote: it holds manifest.json or <collection>.jsonl files.',
  ),
  INPUT_AMBIGUOUS: config(
    'Two files of the input are of one collection.',
    'Move one of them to another folder.',
  ),
  INPUT_CHANGED: failure(
    'A file of the input is not the one that its manifest describes.',
    'Restore the file, or run the export again.',
  ),
  INPUT_UNREADABLE: failure('A file of the input cannot be read.', 'Check its rights and the disk.'),
  MANIFEST_INVALID: config(
    'The manifest cannot be read.',
    'Run the export again; a manifest is not edited by hand.',
  ),
  MANIFEST_TOO_NEW: config(
    'The manifest was written by a newer version.',
    'Use the version that wrote it, or a newer one.',
  ),
  OUTPUT_NOT_WRITABLE: config(
    'The output folder cannot be written.',
    'Pass --output with a folder that you may write to.',
  ),
  OUTPUT_FAILED: failure('Writing a file failed.', 'Free some room on the disk, then start again.'),
  COLLECTION_INVALID: failure(
    'The definition of a collection contradicts itself.',
    'Correct the entity that the message names.',
  ),
  LEDGER_OPEN: failure(
    'Documents are unaccounted for: the ledger does not close.',
    'Do not use this import. Please report it with ledger.json.',
  ),
  INTERRUPTED: failure('The run was interrupted.', 'Start it again; what was committed stays.'),
  INTERNAL: failure('A defect of this program.', 'Please report it with the log of the run.'),
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof ERROR_CODES;
