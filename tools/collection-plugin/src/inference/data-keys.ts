import type { FieldShape } from '../draft/collection-draft';
import { isFieldName, isTwoNames } from './type-tokens';

/**
 * Keys that are data (nicknames, titles, words somebody typed) are told by how they come, for a nickname looks like the
 * name of a field. What is wrongly taken for data costs a comment and a name in the README; what is wrongly taken for a
 * field is somebody's name in a repository. So the figures lean to the first.
 */
const FIGURES = {
  /** Documents that have to agree on a peculiar name before it is a field's. */
  witnesses: 3,
  /** A field that an object's application writes is in more than this share of the objects. */
  usual: 0.5,
  /** So many unusual keys of one type in nested objects are a map; ordinary objects have few keys that come and go. */
  nested: 5,
  /** … and so large a part of all keys of the object. */
  part: 0.75,
  /** So many unusual keys are a map, whatever lies under them. */
  anyType: 20,
  /** At the top, where fields become columns: in so few documents (or in one) … */
  rare: 0.05,
  /** … and so many of one type. */
  top: 10,
} as const;

const NUMBERS: ReadonlySet<string> = new Set(['int32', 'int64', 'double', 'decimal128']);

/** The type that most values have; numbers are of one. */
function mainType({ types }: FieldShape): string {
  const type = types.find((one) => one.type !== 'null')?.type ?? 'null';
  return NUMBERS.has(type) ? 'number' : type;
}

/** How many of the fields have the type that most of them have. */
function mostAlike(fields: readonly FieldShape[]): number {
  const counts = new Map<string, number>();
  for (const field of fields) counts.set(mainType(field), (counts.get(mainType(field)) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

const isFew = ({ presence }: FieldShape, objects: number): boolean =>
  Math.round(presence * objects) < FIGURES.witnesses;

/** True where the keys of nested objects are data: a map, and not a record. */
export function isMap(fields: readonly FieldShape[], objects: number): boolean {
  if (fields.some(({ name }) => !isFieldName(name))) return true;
  // PascalCase is a style of fields too, where the objects agree.
  const isUnusual = (field: FieldShape): boolean => field.presence <= FIGURES.usual || isFew(field, objects);
  if (fields.some((field) => isTwoNames(field.name) && isUnusual(field))) return true;
  const unusual = fields.filter(({ presence }) => presence <= FIGURES.usual);
  if (unusual.length < FIGURES.nested || unusual.length < fields.length * FIGURES.part) return false;
  return unusual.length >= FIGURES.anyType || mostAlike(unusual) >= unusual.length * 0.9;
}

/** Splits the fields of documents into those of the collection and those whose names are data. */
export function splitFields(
  fields: readonly FieldShape[],
  documents: number,
): { readonly fields: readonly FieldShape[]; readonly data: readonly FieldShape[] } {
  const isRare = ({ presence }: FieldShape): boolean =>
    documents >= FIGURES.witnesses && presence * documents <= Math.max(1, documents * FIGURES.rare) + 1e-6;
  const rare = fields.filter(isRare);
  const crowds = new Set(
    rare.map(mainType).filter((type) => rare.filter((one) => mainType(one) === type).length >= FIGURES.top),
  );
  const isData = (field: FieldShape): boolean => {
    const few = isFew(field, documents);
    if (!isFieldName(field.name)) return few || field.presence < FIGURES.usual;
    if (isTwoNames(field.name) && (few || isRare(field))) return true;
    return isRare(field) && crowds.has(mainType(field));
  };
  return { fields: fields.filter((field) => !isData(field)), data: fields.filter(isData) };
}

/** What lies under keys that are data, as one field with an invented key: that of the most frequent one. */
export function valuesUnder(fields: readonly FieldShape[]): FieldShape | undefined {
  const [most] = [...fields].sort((a, b) => b.presence - a.presence);
  return most === undefined ? undefined : { ...most, name: 'inventedKey', presence: 1, distinct: false };
}
