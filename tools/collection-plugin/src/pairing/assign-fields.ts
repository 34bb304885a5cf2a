import type { ColumnDraft, DecisionDraft } from '../draft/collection-draft';
import { columnSpecOf } from '../draft/drafted-entity';
import type { Inference } from '../inference/infer-shape';
import type { Sample } from '../inference/read-sample';
import { type Candidate, candidatesFor } from './candidates';
import { isGuess, type Likeness } from './likeness';
import { measure } from './measure';

/** Which fields the columns come from. */
export interface Assignment {
  /** Column → its fields, newest spelling first; no entry where none was found. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** Column → why its field was guessed. */
  readonly guesses: ReadonlyMap<string, string>;
  readonly decisions: readonly DecisionDraft[];
}

/** The rounds in which fields are given away: a field goes to the column that has the surest claim. */
const ROUNDS: readonly (readonly Likeness[])[] = [['same'], ['spelling'], ['newer', 'older']];

/** Gives every field to one column at most, by its name and by whether its values can be what the column says. */
export function assignFields(
  columns: readonly ColumnDraft[],
  inference: Pick<Inference, 'fields' | 'traits'>,
  sample: Sample,
): Assignment {
  const candidates = new Map(columns.map((column) => [column.name, candidatesFor(column, inference)]));
  const owner = new Map<string, string>();
  const fields = new Map<string, string[]>();
  const give = (field: string, column: string): void => {
    owner.set(field, column);
    fields.set(column, [...(fields.get(column) ?? []), field]);
  };
  for (const round of ROUNDS) {
    for (const { name } of columns) {
      for (const { field, likeness } of candidates.get(name)!) {
        if (round.includes(likeness) && !owner.has(field)) give(field, name);
      }
    }
  }
  const open = columns.filter(({ name, kind }) => kind !== 'id' && !fields.has(name));
  const lost = open.flatMap(({ name }) => decisionOnLost(name, candidates.get(name)!, owner));
  const { guesses, decisions } = guessFields(open, candidates, owner, sample, give);
  return { fields, guesses, decisions: [...lost, ...decisions] };
}

function decisionOnLost(
  column: string,
  candidates: readonly Candidate[],
  owner: ReadonlyMap<string, string>,
): DecisionDraft[] {
  const lost = candidates.find(({ field, likeness }) => !isGuess(likeness) && owner.has(field));
  if (lost === undefined) return [];
  const question = `The field ${lost.field} holds ids and may be its source, but it is the field of the column ${owner.get(lost.field)!} by its name. Which of the two is it?`;
  return [{ subject: column, question }];
}

/** What is left on both sides and alike in its names, where every value fits. */
function guessFields(
  open: readonly ColumnDraft[],
  candidates: ReadonlyMap<string, readonly Candidate[]>,
  owner: ReadonlyMap<string, string>,
  sample: Sample,
  give: (field: string, column: string) => void,
): { guesses: Map<string, string>; decisions: DecisionDraft[] } {
  const pairings = open.flatMap((column) =>
    candidates
      .get(column.name)!
      .filter(({ field, likeness }) => isGuess(likeness) && !owner.has(field))
      .map((candidate) => ({
        ...candidate,
        name: column.name,
        column: columnSpecOf(column),
        fields: [candidate.field],
      })),
  );
  const fits = measure(sample, pairings);
  const fitting = pairings.filter((_, index) => fits[index]!.values > 0 && fits[index]!.unfit === 0);
  const guesses = new Map<string, string>();
  const decisions: DecisionDraft[] = [];
  for (const { name } of open) {
    const [first, ...others] = fitting.filter(
      (pairing) => pairing.name === name && !owner.has(pairing.field),
    );
    if (first === undefined) continue;
    if (others.length > 0) {
      const names = [first, ...others].map(({ field }) => field).join(', ');
      decisions.push({
        subject: name,
        question: `No field has its name, and several are like it: ${names}. Which of them is it, if any?`,
      });
      continue;
    }
    const { values } = fits[pairings.indexOf(first)]!;
    give(first.field, name);
    guesses.set(
      name,
      `from ${first.field} by the likeness of the names; all ${values} values in ${sample.read} documents fit`,
    );
  }
  return { guesses, decisions };
}
