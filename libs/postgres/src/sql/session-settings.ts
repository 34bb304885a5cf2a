import { quoted } from './identifier';
import { literal } from './literal';

/**
 * What every session of ours runs with. The target's schema stays on the search path since its own triggers may rely
 * on it; all our statements qualify every name. JIT costs more than it gives on thousands of small statements.
 */
export function sessionSettingsSql(schema: string): string {
  return [
    `SET TimeZone = 'UTC'`,
    `SET DateStyle = 'ISO, YMD'`,
    `SET client_encoding = 'UTF8'`,
    `SET standard_conforming_strings = on`,
    `SET client_min_messages = warning`,
    `SET application_name = 'etl'`,
    `SET statement_timeout = 0`,
    `SET idle_in_transaction_session_timeout = 0`,
    `SET extra_float_digits = 1`,
    `SET default_transaction_isolation = 'read committed'`,
    // With it on, the catalog prints "text" for text, and no column is what it should be.
    `SET quote_all_identifiers = off`,
    `SET bytea_output = 'hex'`,
    `SET IntervalStyle = 'postgres'`,
    `SET jit = off`,
    // Two that older servers do not know: an import holds its lock, and a verification its snapshot, for as long as it takes.
    `SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings WHERE name IN ('idle_session_timeout', 'transaction_timeout')`,
    `SELECT pg_catalog.set_config('search_path', ${literal(`${quoted(schema)}, pg_temp`)}, false)`,
  ].join('; ');
}
