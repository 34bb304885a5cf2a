import { watchInterruption } from './interruption';

const listeners = (): readonly NodeJS.SignalsListener[] =>
  process.listeners('SIGINT') as NodeJS.SignalsListener[];

describe('an interruption', () => {
  const before = listeners();
  afterEach(() => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      for (const listener of process.listeners(name) as NodeJS.SignalsListener[])
        if (!before.includes(listener)) process.off(name, listener);
  });

  it('that never came leaves the signals to Node again', () => {
    const { release, signal } = watchInterruption(() => undefined);
    expect(listeners()).toHaveLength(before.length + 1);
    release();
    expect(signal.aborted).toBe(false);
    expect(listeners()).toHaveLength(before.length);
  });

  it('that came keeps them until the process ends: a second one has the same exit code', () => {
    const { release, signal } = watchInterruption(() => undefined);
    listeners().at(-1)!('SIGINT');
    release();
    expect(signal.aborted).toBe(true);
    expect(listeners()).toHaveLength(before.length + 1);
  });
});
