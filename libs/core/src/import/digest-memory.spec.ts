import { fstatSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DigestMemory } from './digest-memory';
import { DigestSet } from './digest-set';

describe('the memory of digests', () => {
  it('is handed on empty where it is large enough', () => {
    const memory = new DigestMemory();
    const large = DigestSet.withRoom(100, 1, memory);
    large.add(Buffer.alloc(16, 'd'), 0, [3]);
    large.meet(large.find('d'.repeat(16)));
    memory.give(large.buffer);
    const small = DigestSet.withRoom(10, 0, memory);
    expect(small.buffer).toBe(large.buffer);
    expect([small.find('d'.repeat(16)), [...small.metTwice()]]).toEqual([-1, []]);
    small.add(Buffer.alloc(16, 'e'), 0);
    expect(small.find('e'.repeat(16))).toBeGreaterThanOrEqual(0);
  });

  it('is not handed to two, and is let go of where it is too small', () => {
    const memory = new DigestMemory();
    const given = memory.take(10);
    memory.give(given);
    expect(memory.take(10)).toBe(given);
    expect(memory.take(10)).not.toBe(given);
    memory.give(given);
    expect(memory.take(11).byteLength).toBe(11);
    expect(memory.take(10)).not.toBe(given);
  });

  describe('of large sets', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'digest-memory-'));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    it('is a file with all of its room, which is closed when it is given back', () => {
      const memory = new DigestMemory(folder);
      const buffer = memory.take(10);
      const file = memory.takeFile(buffer, 3_000_000)!;
      expect(fstatSync(file).size).toBe(3_000_000);
      memory.give(buffer);
      expect(() => fstatSync(file)).toThrow('EBADF');
    });

    it('is memory where no file can be made', async () => {
      await writeFile(join(folder, 'file'), '');
      for (const nowhere of [undefined, join(folder, 'no such'), join(folder, 'file')]) {
        const set = DigestSet.withRoom(100, 1, new DigestMemory(nowhere, 100));
        set.add(Buffer.alloc(16, 'd'), 0, [3]);
        expect(set.entries(set.find('d'.repeat(16)), 0)).toBe(3);
        expect(set.buffer.byteLength).toBeGreaterThan(100 * 20);
      }
    });
  });
});
