import { type ChunkCounts, type ChunkLoader, type ChunkSinks, emptyCounts } from '@etl/core';
import { ImportTrial, type TrialWay, WAYS } from '../testing/import-trial';
import { houses, people } from '../testing/trial-entities';

const COUNTS: ChunkCounts = { ...emptyCounts(), documents: 3 };
const chunk = { collection: 'people', chunk: 7, sha256: 'f' };
const LONG = 'x'.repeat(300_000);

describe.each(WAYS)('a chunk that is loaded %s', (way: TrialWay) => {
  let trial: ImportTrial;
  let loader: ChunkLoader;
  beforeEach(async () => {
    trial = await ImportTrial.begin(way, people, houses);
    loader = await trial.loader();
  });
  afterEach(async () => {
    await loader.close();
    await trial.end();
  });

  /** A person with a name of 300 kB. */
  function write(sinks: ChunkSinks, id: string): void {
    const sink = sinks.stage('Person');
    sink.beginRow();
    for (const value of [id, '1', '0', '10']) sink.text(value);
    sink.null();
    for (const { name } of people.tables[0].columns) {
      if (name === 'id') sink.text(id);
      else if (name === 'name') sink.text(LONG);
      else if (name === 'createdAt') sink.text('2020-01-01 00:00:00');
      else sink.null();
    }
    for (const value of ['0', '0']) sink.literal(value);
    sink.null();
    sink.endRow();
  }

  /** Writes three people, and sends what waits as often as there is much. */
  async function writeThree(): Promise<number> {
    const sinks = loader.begin(people);
    let sent = 0;
    for (const id of ['a', 'b', 'c']) {
      write(sinks, id);
      if (!loader.isFull) continue;
      await loader.send(chunk);
      sent += 1;
      expect(loader.isFull).toBe(false);
    }
    return sent;
  }

  const journal = (): Promise<unknown[]> => trial.rows('SELECT chunk, counts FROM _etl.load_journal');

  it('is sent in parts, and seen when it is whole', async () => {
    expect(await writeThree()).toBe(1);
    expect([await trial.surviving('Person'), await journal()]).toEqual([[], []]);
    await loader.commit({ ...chunk, counts: COUNTS });
    expect(await trial.surviving('Person')).toEqual(['a', 'b', 'c']);
    expect(await journal()).toEqual([{ chunk: 7, counts: COUNTS }]);
  });

  it('is taken back with the parts that were sent, and the loader begins again', async () => {
    await writeThree();
    await loader.abandon();
    expect(await journal()).toEqual([]);
    write(loader.begin(people), 'd');
    await loader.commit({ ...chunk, counts: COUNTS });
    expect(await trial.surviving('Person')).toEqual(['d']);
  });

  it('does not come twice where its commit went through unheard', async () => {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await writeThree();
      await loader.commit({ ...chunk, counts: COUNTS });
    }
    expect(await trial.surviving('Person')).toEqual(['a', 'b', 'c']);
    expect(await journal()).toEqual([{ chunk: 7, counts: COUNTS }]);
  });

  it('tells a key that comes twice in different parts from its first row', async () => {
    const sinks = loader.begin(people);
    for (const id of ['a', 'b']) write(sinks, id);
    await loader.send(chunk);
    write(sinks, 'a');
    await loader.commit({ ...chunk, counts: COUNTS });
    const staged = await trial.rows<{ id: string }>('SELECT id FROM _etl."stage_Person" ORDER BY 1');
    expect(staged.map(({ id }) => id)).toEqual(way === 'in place' ? ['a'] : ['a', 'a', 'b']);
  });

  it('is not there where the connection is lost between its parts', async () => {
    await writeThree();
    await trial.client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'relation' AND relation = '_etl.load_journal'::regclass AND pid <> pg_backend_pid()`,
    );
    await expect(loader.commit({ ...chunk, counts: COUNTS })).rejects.toMatchObject({ code: 'TARGET_LOST' });
    await loader.abandon();
    expect(await journal()).toEqual([]);
    loader = await trial.loader();
    await writeThree();
    await loader.commit({ ...chunk, counts: COUNTS });
    expect(await trial.surviving('Person')).toEqual(['a', 'b', 'c']);
  });
});
