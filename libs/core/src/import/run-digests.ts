import type { CollectionPlan } from '../collection/plan';
import type { ChunkTask } from '../ports/chunk-runner';
import type { ImportBeginning, ImportTarget } from '../ports/target';
import type { ImportOptions } from '../run/results';
import { TOOL } from '../run/version';
import { DigestMemory } from './digest-memory';
import { DigestSet } from './digest-set';
import { digestSeed } from './line-digest';

export type TaskDigests = NonNullable<ChunkTask['digests']>;

/** The digests of one import: which lines are spared, and which of those are needed after all. */
export class RunDigests {
  /** Per collection: what was loaded in a second round. */
  private readonly again = new Map<string, Set<string>>();

  constructor(
    private readonly target: ImportTarget,
    private readonly identities: ImportBeginning['identities'],
    private readonly options: Pick<ImportOptions, 'onLoss' | 'incremental' | 'compareAll' | 'plugins'>,
    private readonly memory: DigestMemory = new DigestMemory(),
  ) {}

  /** For the first round over the file of a collection. */
  async begin(plan: CollectionPlan): Promise<TaskDigests> {
    const { incremental = false, compareAll = false } = this.options;
    const known = compareAll
      ? undefined
      : await this.target.knownDigests(plan.name, incremental ? 'there' : 'untouched', this.memory);
    const spared = incremental ? 'everything' : 'sending';
    return { seed: this.seedOf(plan), known: known?.buffer ?? null, spared, again: false };
  }

  /**
   * What was spared and has to be loaded after all, since something that was loaded wants the id of one of its rows, or since
   * it came twice: only together they show which one stays. Undefined where there is nothing more.
   */
  async contested(
    plan: CollectionPlan,
    { seed, known, spared }: TaskDigests,
  ): Promise<TaskDigests | undefined> {
    if (known === null) return undefined;
    const left = new DigestSet(known);
    const done = this.again.get(plan.name) ?? new Set<string>();
    this.again.set(plan.name, done);
    const found: { readonly digest: Buffer; readonly entries: readonly number[] }[] = [];
    const find = (digest: Buffer, entries: readonly number[]): void => {
      const name = digest.toString('hex');
      if (done.has(name)) return;
      done.add(name);
      found.push({ digest, entries });
    };
    for (const { digest, entries } of left.metTwice()) find(digest, entries);
    for await (const digest of this.target.digestsOfRead(plan.name)) {
      const entries = left.metEntries(digest, 0);
      if (entries !== undefined) find(digest, entries);
    }
    if (found.length === 0) return undefined;
    const again = DigestSet.withRoom(found.length, plan.tables.length - 1, this.memory);
    for (const { digest, entries } of found) again.add(digest, 0, entries);
    return { seed, known: again.complete().buffer, spared, again: true };
  }

  /** No chunk is loaded with these any more. */
  end({ known }: TaskDigests): void {
    if (known !== null) this.memory.give(known);
  }

  private seedOf(plan: CollectionPlan): string {
    const plugins = (this.options.plugins ?? []).filter(({ collection }) => collection === plan.name);
    return digestSeed([
      TOOL,
      plan.hash,
      plugins,
      this.options.onLoss,
      plan.tables.map(({ name }) => this.identities.get(name) ?? name),
    ]);
  }
}
