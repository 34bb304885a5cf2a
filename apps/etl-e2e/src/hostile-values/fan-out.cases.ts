import { rawArray } from '../support/raw-bson';
import { NOT_LIVE, type Sample, SAMPLES } from './bson-samples';
import type { CaseBuilder } from './case-builder';
import { columnOutcome, type Place } from './column-outcome';
import { nothingLeft, type Outcome, type TargetColumn } from './hostile-case';

const FAVOURITE: Place = {
  ...{ table: 'UserFavoriteProperty', column: 'propertyId', kind: 'reference' },
  ...{ path: ['favoriteProperties', 0], nothing: 'required', nullable: false },
};

/** Documents in which an entry would have its property, and has none. */
const WITHOUT_PROPERTY: ReadonlySet<Sample> = new Set<Sample>(['document', 'image', 'oddKeys']);
/** What an array of entries is when it stands for itself. */
const NO_ENTRIES: ReadonlySet<Sample> = new Set<Sample>(['null', 'undefined', 'emptyArray']);

/** Every sample as an entry of a fan-out, and in place of its array. */
export function addFanOutCases(builder: CaseBuilder): void {
  const { table, column } = FAVOURITE;
  const target: TargetColumn = { table, column, type: 'text', key: 'userId' };
  for (const sample of Object.keys(SAMPLES) as Sample[]) {
    const common = { value: sample, collection: 'users', target, live: !NOT_LIVE.has(sample) } as const;
    builder.add({
      ...{ ...common, position: 'entry of a fan-out' },
      fields: [['favoriteProperties', rawArray([SAMPLES[sample]])]],
      expected: entryOutcome(sample),
    });
    builder.add({
      ...{ ...common, position: 'in place of the array of a fan-out' },
      fields: [['favoriteProperties', SAMPLES[sample]]],
      expected: arrayOutcome(sample),
    });
  }
}

function entryOutcome(sample: Sample): Outcome {
  const missing = WITHOUT_PROPERTY.has(sample) || sample === 'arrayOfNull';
  const outcome = columnOutcome(FAVOURITE, missing ? 'missing' : sample);
  return withDate({ ...outcome, rejects: outcome.rejects.map((one) => one.replace(/ 0$/, ' property')) });
}

function arrayOutcome(sample: Sample): Outcome {
  if (NO_ENTRIES.has(sample)) return nothingLeft;
  if (sample === 'arrayOfOne') return entryOutcome('string');
  if (sample === 'arrayOfNull') return entryOutcome('null');
  if (sample === 'array') {
    // The samples are "5", whose property is there, and "6", whose is not.
    const first = entryOutcome('string');
    const second = `${FAVOURITE.table}[1] REFERENCE_GONE property`;
    return { ...first, rejects: [second], losses: [...first.losses, ...DATE_LOSS] };
  }
  const outcome = entryOutcome(sample);
  const pointers = Object.entries(outcome.residue);
  return {
    ...outcome,
    residue: Object.fromEntries(pointers.map(([path, leaf]) => [path.replace('/0', ''), leaf])),
  };
}

const DATE_LOSS = [`defaulted ${FAVOURITE.table}.createdAt`];

/** A bare id has no date: the entry takes the start of the run. A rejected entry is counted with none. */
function withDate(outcome: Outcome): Outcome {
  const staged = outcome.rejects.every((one) => one.includes('REFERENCE_GONE'));
  return staged ? { ...outcome, losses: [...outcome.losses, ...DATE_LOSS] } : outcome;
}
