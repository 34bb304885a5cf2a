import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DigestMemory } from './digest-memory';
import { DigestSet } from './digest-set';

const digestOf = (n: number): Buffer => createHash('sha256').update(String(n)).digest().subarray(0, 16);

describe.each(['in memory', 'in a file'])('a set of digests %s', (where) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'digest-set-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const memory = (): DigestMemory =>
    where === 'in memory' ? new DigestMemory() : new DigestMemory(folder, 0);
  const setOf = (size: number, entries: (n: number) => number[] = () => []): DigestSet => {
    const set = DigestSet.withRoom(size, entries(0).length, memory());
    for (let n = 0; n < size; n += 1) set.add(digestOf(n), 0, entries(n));
    return set.complete();
  };

  it('knows those that were added, and no other', () => {
    const set = setOf(5_000);
    for (let n = 0; n < 10_000; n += 1) expect(set.find(digestOf(n).toString('latin1')) >= 0).toBe(n < 5_000);
  });

  it('may be empty, or full of digests that begin alike', () => {
    expect(DigestSet.withRoom(0, 2, memory()).find('ab'.repeat(16))).toBe(-1);
    const set = DigestSet.withRoom(100, 0, memory());
    const like = (n: number): Buffer => Buffer.from(`ffffffff${n.toString(16).padStart(24, '0')}`, 'hex');
    for (let n = 0; n < 100; n += 1) set.add(like(n), 0);
    set.complete();
    for (let n = 0; n < 200; n += 1) expect(set.find(like(n).toString('latin1')) >= 0).toBe(n < 100);
  });

  it('may have a digest of nothing but zeros', () => {
    const set = DigestSet.withRoom(10, 0, memory());
    const zeros = Buffer.alloc(16);
    expect(set.find(zeros.toString('latin1'))).toBe(-1);
    set.add(zeros, 0);
    set.complete();
    expect(set.find(zeros.toString('latin1'))).toBeGreaterThanOrEqual(0);
  });

  it('is at hand wherever its buffer is, with the entries of each document', () => {
    const set = new DigestSet(setOf(50, (n) => [n, 2 * n]).buffer);
    for (let n = 0; n < 50; n += 1) {
      const slot = set.find(digestOf(n).toString('latin1'));
      expect([set.entries(slot, 0), set.entries(slot, 1)]).toEqual([n, 2 * n]);
    }
  });

  it('tells which were met, and which more than once', () => {
    const set = setOf(50, (n) => [n]);
    const meet = (n: number): void => set.meet(set.find(digestOf(n).toString('latin1')));
    expect([...set.metTwice()]).toEqual([]);
    for (const n of [3, 4, 4, 5, 5, 5]) meet(n);
    const other = new DigestSet(set.buffer);
    const bytes = Buffer.concat([Buffer.from('in front'), digestOf(3)]);
    expect([other.metEntries(bytes, 8), other.metEntries(digestOf(6), 0)]).toEqual([[3], undefined]);
    expect(other.metEntries(digestOf(50), 0)).toBeUndefined();
    expect([...other.metTwice()].sort((a, b) => a.entries[0]! - b.entries[0]!)).toEqual([
      { digest: digestOf(4), entries: [4] },
      { digest: digestOf(5), entries: [5] },
    ]);
  });

  it('takes little memory, and leaves nothing in the folder', async () => {
    const set = DigestSet.withRoom(1_000_000, 0, memory());
    expect(set.buffer.byteLength / 1_000_000).toBeLessThan(where === 'in memory' ? 22 : 1.3);
    expect(await readdir(folder)).toEqual([]);
  });
});
