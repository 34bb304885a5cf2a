import { CaptureSink, type CollectionDefinition, generateSample, parseLine, planCollection } from '@etl/core';
import { sampleBson, sampleIsUsable } from '@etl/testing';
import { EJSON } from 'bson';
import fc from 'fast-check';
import type { CollectionDraft } from '../draft/collection-draft';
import { libraryOf } from '../generator/library-of';
import { anyDraft } from '../testing/any-draft';
import { everyKind, paired, skeleton, undecided } from '../testing/invented-drafts';
import { diagnose, evaluate } from '../testing/virtual-program';
import { virtualWorkspace } from '../testing/virtual-workspace';
import { libraryFiles } from './library-files';

const tree = virtualWorkspace();

const filesOf = (draft: CollectionDraft): Promise<ReadonlyMap<string, string>> =>
  libraryFiles(libraryOf(tree, draft), { singleQuote: true, printWidth: 110 });

/** As many as the compiler reads in some seconds: most of its time goes into what they import. */
const DRAFTS = 40;
const drafts = Array.from({ length: DRAFTS }, (_, n) => {
  const [draft] = fc.sample(anyDraft(`drafts-${n}`), { numRuns: 1, seed: n });
  return draft as CollectionDraft;
});

const NO_NOTES = { beside: () => undefined, repaired: () => undefined };

/** What of the sample its own columns would not take: it would be a reject, or lost. */
function unfitValues(definition: CollectionDefinition): string[] {
  const [main] = planCollection(definition).tables;
  const [sample] = generateSample([definition], { properties: 200, seed: 1 }, sampleBson);
  const findings = new Set<string>();
  for (const document of sample?.documents ?? []) {
    const fields = parseLine(EJSON.stringify(document, { relaxed: false })).document as Record<
      string,
      unknown
    >;
    for (const { name, source, codec, nullable, default: value } of main.columns) {
      const names = source.kind === 'field' ? source.names : ['_id'];
      const first = names
        .filter((field) => Object.hasOwn(fields, field))
        .map((field) => fields[field])
        .find((found) => found !== null);
      if (first === undefined) {
        if (!nullable && value === undefined) findings.add(`${name} has no value`);
      } else if (typeof codec.encode(first, new CaptureSink(), NO_NOTES) === 'object') {
        findings.add(`${name} does not take ${JSON.stringify(first)}`);
      }
    }
  }
  return [...findings];
}

describe('the library of any draft', () => {
  const files = new Map<string, string>();

  beforeAll(async () => {
    for (const draft of [...drafts, skeleton, everyKind, paired, undecided]) {
      for (const [path, text] of await filesOf(draft)) files.set(path, text);
    }
  });

  it('compiles', () => {
    const sources = [...files].filter(([path]) => path.endsWith('.ts'));
    expect(diagnose(new Map(sources))).toEqual([]);
  });

  it('is the same for the same draft', async () => {
    for (const draft of drafts.slice(0, 10)) {
      for (const [path, text] of await filesOf(draft)) expect(text).toBe(files.get(path));
    }
  });

  it.each([...drafts, skeleton, everyKind, paired, undecided].map((draft) => [draft.name, draft] as const))(
    'invents documents that its columns take: %s',
    (name) => {
      const loaded = evaluate<Record<string, CollectionDefinition>>(
        files,
        `libs/collections/${name}/src/${name}.collection.ts`,
      );
      const [definition] = Object.values(loaded);
      sampleIsUsable(definition!, 200);
      expect(unfitValues(definition!)).toEqual([]);
    },
  );
});
