/** What the reference says of a code. Codes are stable: scripts and runbooks name them. */
export interface ErrorCodeEntry {
  /** One sentence on the cause. */
  readonly cause: string;
  /** What to do next. */
  readonly remedy: string;
  readonly retryable: boolean;
  readonly exitCode: 1 | 2 | 130;
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
    'An option has a value that it cannot take, or is missing.',
    'Run the command with --help and correct the option.',
  ),
  SOURCE_URI_MISSING: config(
    'No source is given.',
    'Set MONGO_URI, in the environment or in .env, or pass --source with a mongodb:// URI, a mongodump folder or an archive.',
  ),
  SOURCE_URI_INVALID: config(
    'The URI of the source cannot be read.',
    'Write it as mongodb://user:password@host:27017/database; percent-encode special characters of the password (@ is %40, / is %2F).',
  ),
  SOURCE_DATABASE_MISSING: config(
    'The source names no database, or one that is not there, or a dump holds several.',
    'Name one: mongodb://host:27017/basera, the folder dump/basera, or dump.archive#basera.',
  ),
  SOURCE_UNREACHABLE: transient(
    'The source does not answer.',
    'Check host, port and firewall, and that this machine resolves the names of all members of a replica set: `mongosh "$MONGO_URI"` must connect from here.',
  ),
  SOURCE_AUTH_FAILED: config(
    'The source refused user or password.',
    'Check user and password in MONGO_URI; where the user was created in another database, append ?authSource=admin.',
  ),
  SOURCE_NOT_FOUND: config(
    'The source folder or file is not there, or holds no collection.',
    'Pass the folder that mongodump wrote (dump/basera), or its archive.',
  ),
  SOURCE_UNREADABLE: failure(
    'A file of the source is broken, cut short, or not what mongodump writes.',
    'Copy it again and compare the checksums, or run mongodump again.',
  ),
  SOURCE_REFUSED: failure(
    'The source refused a request.',
    "Read the message of the server. Where a right is missing: db.grantRolesToUser('user', [{ role: 'read', db: 'basera' }]).",
  ),
  SOURCE_LOST: transient(
    'The connection to the source was lost and could not be reopened.',
    'Start the export again once the server is reachable; --retries 60 keeps trying for five minutes and more.',
  ),
  TARGET_URI_MISSING: config(
    'No target is given.',
    'Set DATABASE_URL, in the environment or in .env, or pass --target with a postgresql:// URI.',
  ),
  TARGET_URI_INVALID: config(
    'The URI of the target cannot be read.',
    'Write it as postgresql://user:password@host:5432/database; percent-encode special characters of the password (@ is %40, / is %2F).',
  ),
  TARGET_UNREACHABLE: transient(
    'The target does not answer, or has no connection free.',
    'Check host, port and firewall, and that the server runs: `psql "$DATABASE_URL" -c "SELECT 1"` must answer from here.',
  ),
  TARGET_AUTH_FAILED: config(
    'The target refused user or password.',
    'Check user and password in DATABASE_URL, and pg_hba.conf: `psql "$DATABASE_URL"` must connect from here.',
  ),
  TARGET_DATABASE_MISSING: config(
    'The database of the target does not exist.',
    'Create it (`createdb -h HOST -U USER NAME`), or correct the path of DATABASE_URL.',
  ),
  TARGET_PERMISSION: config(
    'The role of the target lacks a right.',
    'Let the owner grant what the message names. All that an import needs: GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO role; and, for the schema _etl, GRANT CREATE ON DATABASE name TO role.',
  ),
  TARGET_ENCODING: config(
    'The database of the target cannot hold every text of the source.',
    "Create it with UTF8 (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0), and correct DATABASE_URL.",
  ),
  TARGET_SCHEMA_MISSING: config(
    'The schema of the target tables does not exist.',
    'Create it (CREATE SCHEMA), or correct `?schema=` in DATABASE_URL; without it, the schema is public.',
  ),
  TARGET_READ_ONLY: config(
    'The target takes no writes.',
    'Connect to the primary, or take the setting back that the message names (ALTER … RESET default_transaction_read_only).',
  ),
  TARGET_CONNECTIONS: transient(
    'The target has too few connections left.',
    'Close other connections, raise the limit that the message names, or import with fewer --workers.',
  ),
  TARGET_TABLES_MISSING: config(
    'The target lacks tables that are written or referred to.',
    'Run `npm run etl:schema -- apply` in an empty database, or the migrations of the new API. A table that a reference leads to: name its collection with --collections, generate it (`npm run new:collection`), or make the column @Text(). Tables of another schema: append ?schema=NAME to DATABASE_URL.',
  ),
  TARGET_SCHEMA_DIFFERS: config(
    'The target differs from the entities.',
    'Run `npm run etl:schema -- check` for the whole list, then the migrations that are missing, or change the entity under libs/collections.',
  ),
  TARGET_NOT_EMPTY: config(
    'The target already has tables of these names.',
    '`schema apply` creates, and changes nothing: name the collections whose tables are missing (--collections), create an empty database (`createdb NAME`), or compare this one with `npm run etl:schema -- check`.',
  ),
  TARGET_LOST: transient(
    'The connection to the target was lost, or the server restarted.',
    'Start the same command again once the server is reachable; finished batches are not written twice. --retries 60 keeps trying for about ten minutes.',
  ),
  TARGET_FULL: failure(
    'The disk of the target has no room.',
    'Free some room on the server, then start the import again: what was committed stays, and is not written twice.',
  ),
  TARGET_FAILED: failure(
    'The target refused a statement.',
    'Read the message of the server (a full disk, a trigger, a limit) and remove its cause; then start the same command again. Nothing of the failed batch was kept.',
  ),
  TARGET_KEYS_BROKEN: failure(
    'Rows that were written meanwhile break a key that an import had put aside.',
    'Correct or delete the rows that the message names, then run `npm run etl:schema -- restore`.',
  ),
  TARGET_TABLE_MOVED: config(
    'A table was renamed or moved while keys of it were put aside.',
    'Give it its name back (ALTER TABLE … RENAME TO …, or SET SCHEMA …), then run `npm run etl:schema -- restore`: after that it may have any name. A table that is not needed any more may be dropped as well.',
  ),
  TARGET_LOCKED: transient(
    'Another session holds a table for too long.',
    'Find it (SELECT pid, application_name, state, query FROM pg_stat_activity WHERE pid IN (SELECT pid FROM pg_locks WHERE granted AND relation = \'"TABLE"\'::regclass)), wait for it or end it; then start the import again, or bring its keys back with `npm run etl:schema -- restore`.',
  ),
  TARGET_VALUE_REFUSED: failure(
    'The target refused the text that a codec wrote for a value.',
    'Correct the codec of the column that the message names: it writes text that PostgreSQL takes for the type of the column, and answers { unfit: reason } for a value that has none. Then start the same command again. Nothing of the failed batch was kept.',
  ),
  IMPORT_RUNNING: config(
    'Another import is writing into this database.',
    "Wait for it to end, or stop it with Ctrl-C. Where its machine is gone, end its sessions: SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'etl' AND datname = current_database().",
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
    'The input is not there, or `latest` finds no finished export.',
    'Pass --input with a folder under output/ that holds manifest.json, or run `npm run etl:export` first.',
  ),
  INPUT_EMPTY: config(
    'The input holds no file of the collections asked for.',
    'Pass the folder of an export, a folder of <collection>.jsonl or .json files, or one such file; `npm run etl:collections` lists the names. A mongodump folder is exported first: `npm run etl:export -- --source <folder>`.',
  ),
  INPUT_UNFINISHED: config(
    'The input is the folder of an export that did not come to its end.',
    'Run the export again. To import what is there all the same, pass its files one by one, or copy them into another folder.',
  ),
  INPUT_AMBIGUOUS: config(
    'Two files of the input are of one collection.',
    'Move one of them to another folder, or pass the one that counts: --input FOLDER/users.jsonl.',
  ),
  INPUT_CHANGED: failure(
    'A file of the input is not the one that its manifest describes.',
    'Restore the file, or run the export again. A file that was changed on purpose goes into a folder without manifest.json.',
  ),
  INPUT_UNREADABLE: failure(
    'A file of the input cannot be read.',
    'Check its rights (`ls -l`) and the disk; a file that is compressed, also whether it is whole (`gzip -t`).',
  ),
  MANIFEST_INVALID: config(
    'The manifest cannot be read.',
    'Restore manifest.json from its copy, or run the export again; a manifest is not edited by hand.',
  ),
  MANIFEST_TOO_NEW: config(
    'The manifest was written by a newer version.',
    'Use the version that wrote it (`tool` in manifest.json), or a newer one.',
  ),
  OUTPUT_NOT_WRITABLE: config(
    'The folder of a run cannot be made or written.',
    'Give yourself the right to write in the folder that the message names, or use another one: --output for an export or a sample, a copy of the input for an import or a verification, which write beside it.',
  ),
  OUTPUT_FAILED: failure(
    'Writing a file failed.',
    'Make room on the disk (`df -h` shows it), then start again; what an import has committed stays, and is not written twice.',
  ),
  COLLECTION_INVALID: failure(
    'The definition of a collection contradicts itself.',
    'Correct the entity that the message names, under libs/collections, and run `npx nx test collections-<name>`.',
  ),
  CODEC_FAILED: failure(
    'The codec of a column throws, or answers something that is no outcome.',
    'Correct the codec: for what its column cannot hold it answers { unfit: reason }, and throws nothing (docs/plugins.md, "A codec of your own").',
  ),
  COLUMN_TYPE_INVALID: config(
    'A column of a type of its own names one that the target has not, or spells it otherwise than PostgreSQL does.',
    "Write the type in @ColumnOf as PostgreSQL's format_type prints it; a type of an extension needs its CREATE EXTENSION in the target first.",
  ),
  COLLECTION_TAKEN: config(
    'A collection of this name, or one that writes this table, is there already and is another one.',
    'Choose another name or table. To write the library anew, remove its folder first: nothing that is there is overwritten.',
  ),
  GOLDEN_NOT_WRITTEN: failure(
    'A library was generated, but the first run of its samples failed, so that its golden file is missing.',
    'Read what jest printed and correct the library; then run its tests with UPDATE_GOLDEN=1, and read what they write.',
  ),
  PLUGIN_NOT_FOUND: config(
    'A plug-in is not there.',
    'Install it in the current folder (npm install NAME), or pass a path that begins with ./ or /.',
  ),
  PLUGIN_FAILED: config(
    'A plug-in throws while it is loaded or called.',
    'Correct the plug-in where the message says.',
  ),
  PLUGIN_INVALID: config(
    'What a plug-in exports is no collection.',
    'Export by default a function that is handed the SDK and returns sdk.defineCollection({ … }): see docs/plugins.md.',
  ),
  PLUGIN_CONTRACT: config(
    'A plug-in is written for another contract than that of this program.',
    'Install the version of the plug-in, or of this program, that fits the other; the author of the plug-in states it by `export const contract`.',
  ),
  PLUGIN_NAME_TAKEN: config(
    'Two collections have one name.',
    'Leave the plug-in out, or give its collection another name (the one in MongoDB goes into exporter.collection).',
  ),
  PLUGIN_CONFLICT: config(
    'A collection of a plug-in does not fit another one of the same command: both fill one table, or they mean different enum types by one name.',
    'Leave one of the two out with --collections; to use both, the author of the plug-in gives the table or the enum type that the message names another name.',
  ),
  LEDGER_OPEN: failure(
    'Documents are unaccounted for: the ledger does not close.',
    'Do not use this import. Please report it with ledger.json and import.log, which lie in the folder of the run.',
  ),
  INTERRUPTED: {
    cause: 'The run was interrupted.',
    remedy: 'Start it again; what was committed stays.',
    retryable: false,
    exitCode: 130,
  },
  INTERNAL: failure(
    'A defect of this program.',
    'Please report it with the log of the run, and with what --log-level debug prints.',
  ),
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof ERROR_CODES;
