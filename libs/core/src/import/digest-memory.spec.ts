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
});
