import { type CollectionDefinition, planCollection } from '@etl/core';
import { sampleLines } from '../trial/sample-lines';
import { requireNone } from './violation';

/** The same seed gives the same documents, no id is given twice, and every column's field is in some document. */
export function sampleIsUsable(definition: CollectionDefinition, properties: number): void {
  const lines = sampleLines(definition, properties);
  const again = sampleLines(definition, properties);
  const documents = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const ids = documents.map(({ _id }) => JSON.stringify(_id));
  const fields = new Set(documents.flatMap((document) => Object.keys(document)));
  const [main] = planCollection(definition).tables;
  requireNone(`The sample of ${definition.name}`, [
    ...lines.flatMap((line, n) =>
      line === again[n] ? [] : [`document ${n} is another one the second time`],
    ),
    ...ids.flatMap((id, n) =>
      ids.indexOf(id) === n ? [] : [`document ${n} has the id ${id} of another one`],
    ),
    ...main.columns.flatMap(({ name, source }) =>
      source.kind === 'field' && !source.names.some((field) => fields.has(field))
        ? [`no document has a value for ${name}`]
        : [],
    ),
  ]);
}
