import {
  type ArraySchemaType,
  type DocumentSchemaType,
  SchemaAnalyzer,
  type SchemaField,
  type SchemaType,
} from 'mongodb-schema';
import type { DecisionDraft, FieldShape, FieldType } from '../draft/collection-draft';
import { isMap, splitFields, valuesUnder } from './data-keys';
import { type FieldTraits, TraitTally } from './field-traits';
import type { Sample } from './read-sample';
import { elementOf, pathOf, StructureObserver } from './structure-observer';

/** What a sample says of a collection. */
export interface Inference {
  /** In the order in which the fields first came. */
  readonly fields: readonly FieldShape[];
  /** Of the top-level fields. */
  readonly traits: ReadonlyMap<string, FieldTraits>;
  readonly notes: readonly string[];
  /** What lies under top-level fields whose names are data, where there are some. */
  readonly values?: FieldShape;
  readonly decisions: readonly DecisionDraft[];
}

/**
 * Types and how often they come are mongodb-schema's finding; what the values look like is ours.
 * @param isKnown true for names that are fields' names however rare or peculiar they are: those of the table's columns
 */
export async function inferShape(
  sample: Sample,
  isKnown: (field: string) => boolean = () => false,
): Promise<Inference> {
  const analyzer = new SchemaAnalyzer({ storeValues: false, semanticTypes: false });
  const observer = new StructureObserver();
  const traits = new Map<string, TraitTally>();
  for (const document of sample.documents()) {
    const tokens = observer.observe(document);
    for (const field of Object.keys(tokens)) {
      let tally = traits.get(field);
      if (tally === undefined) traits.set(field, (tally = new TraitTally()));
      tally.add(document[field]);
    }
    await analyzer.analyzeDoc(tokens);
  }
  const all = shapesOf(analyzer.getResult().fields, '', observer);
  const split = splitFields(
    all.filter(({ name }) => !isKnown(name)),
    sample.read,
  );
  const data = new Set(split.data.map(({ name }) => name));
  for (const name of data) traits.delete(name);
  const fields = all.filter(({ name }) => !data.has(name));
  const values = valuesUnder(split.data);
  const notes = [
    ...(observer.leftOut === 0
      ? []
      : [
          `Left out: ${observer.leftOut} fields of documents whose names are data (ids, emails, dates, numbers) or too many; they will be residue.`,
        ]),
    ...fields
      .filter((field) => field.values !== undefined)
      .map(
        ({ name }) =>
          `The keys within ${name} look like data: they are named nowhere here, and the sample invents one.`,
      ),
  ];
  const decisions = decisionsOn(data.size);
  return { fields, traits, notes, decisions, ...(values === undefined ? {} : { values }) };
}

/** One question for all of them: naming one would say what must not be said. */
function decisionsOn(count: number): DecisionDraft[] {
  if (count === 0) return [];
  const [fields, look] = count === 1 ? ['1 field', 'looks'] : [`${count} fields`, 'look'];
  return [
    {
      subject: 'keys made of data',
      question: `${fields} that occur${count === 1 ? 's' : ''} in few documents ${look} like keys made of data, as people's names are, and ${count === 1 ? 'is' : 'are'} named nowhere here: no column, but residue. Is that right, or is there a field among them that needs a column, or should they be rows of a table of their own (@FanOut)?`,
    },
  ];
}

function shapesOf(fields: readonly SchemaField[], parent: string, observer: StructureObserver): FieldShape[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return observer.fieldsAt(parent).flatMap((name) => {
    const field = byName.get(name);
    if (field === undefined) return [];
    return [
      { name, presence: field.probability, ...shapeAt(name, field.types, pathOf(parent, name), observer) },
    ];
  });
}

const TYPES: Readonly<Record<string, FieldType>> = {
  String: 'string',
  Int32: 'int32',
  Long: 'int64',
  Double: 'double',
  Decimal128: 'decimal128',
  Boolean: 'boolean',
  Date: 'date',
  ObjectId: 'objectId',
  Null: 'null',
  Array: 'array',
  Document: 'document',
};

/** The shape of what lies at a path, without how often anything lies there. */
function shapeAt(
  name: string,
  found: readonly SchemaType[],
  path: string,
  observer: StructureObserver,
): Omit<FieldShape, 'name' | 'presence'> {
  // What is missing counts as a type of its own there, and is not one here.
  const types = found.filter(({ bsonType }) => bsonType !== 'Undefined');
  const total = types.reduce((sum, { count }) => sum + count, 0);
  const documents = types.find(isDocumentType);
  const nested = documents === undefined ? [] : shapesOf(documents.fields, path, observer);
  const isKeyed = isMap(nested, documents?.count ?? 0);
  const fields = isKeyed ? [] : nested;
  const values = isKeyed ? valuesUnder(nested) : undefined;
  const array = types.find(isArrayType);
  return {
    types: types
      .map(({ bsonType, count }) => ({ type: TYPES[bsonType] ?? 'other', share: count / total }))
      .sort((a, b) => b.share - a.share),
    ...observer.factsAt(path).shape,
    ...(fields.length > 0 ? { fields } : {}),
    ...(values === undefined ? {} : { values }),
    ...(array === undefined || array.totalCount === 0 ? {} : { items: itemsOf(name, array, path, observer) }),
  };
}

function itemsOf(
  name: string,
  { types, lengths }: ArraySchemaType,
  path: string,
  observer: StructureObserver,
): NonNullable<FieldShape['items']> {
  return {
    element: { name, presence: 1, ...shapeAt(name, types, elementOf(path), observer) },
    min: lengths.reduce((least, length) => Math.min(least, length), Number.POSITIVE_INFINITY),
    max: lengths.reduce((most, length) => Math.max(most, length), 0),
  };
}

const isArrayType = (type: SchemaType): type is ArraySchemaType => type.bsonType === 'Array';
const isDocumentType = (type: SchemaType): type is DocumentSchemaType =>
  type.bsonType === 'Document' && 'fields' in type && type.fields !== undefined;
