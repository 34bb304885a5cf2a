import type { Workplace } from './workplace';

/** Everything that imports have left in a target: per table of theirs and ours, its rows as text in a certain order. */
export type TargetState = Readonly<Record<string, readonly string[]>>;

const OURS: Readonly<Record<string, string>> = {
  'the residue': `SELECT json_build_array(collection, document_id, part, document::text) FROM _etl.residue`,
  'the rejects': `SELECT to_jsonb(r) - 'id' - 'run_id' FROM _etl.reject r`,
  'what was merged': `SELECT to_jsonb(r) - 'run_id' FROM _etl.merged r`,
  'references made null': `SELECT to_jsonb(r) - 'run_id' FROM _etl.nulled_reference r`,
};

/** The start of a run, which `now` defaults take, is `now`: two targets that are compared had runs of their own. */
export async function readState(place: Workplace): Promise<TargetState> {
  const tables = await place.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const runs = await place.query(`SELECT to_jsonb(started_at) #>> '{}' AS at FROM _etl.run`);
  const starts = new RegExp(runs.map(({ at }) => at).join('|'), 'g');
  const read = async (sql: string): Promise<readonly string[]> =>
    (await place.query(`SELECT x.row::text AS row FROM (${sql}) x (row) ORDER BY 1`)).map(({ row }) =>
      row!.replace(starts, 'now'),
    );
  const state: Record<string, readonly string[]> = {};
  for (const { name } of tables) state[name!] = await read(`SELECT to_jsonb(t) FROM "${name}" t`);
  for (const [name, sql] of Object.entries(OURS)) state[name] = (await read(sql)).toSorted();
  return state;
}
