/** What a manifest, a log and `_etl.run` call this program. */
export const TOOL = 'mongo-to-postgres-etl 0.1.0';
