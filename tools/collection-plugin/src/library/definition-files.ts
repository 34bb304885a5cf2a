import { decisionsOf, marked, placeOf } from './decisions';
import { type Library, presenceOf } from './library';
import { commentLines, quoted } from './source-text';

/** `<name>.collection.ts`: the definition. */
export function collectionFile({ names, draft }: Library): string {
  const { name, constant, entity } = names;
  const open = decisionsOf(draft).filter((decision) => placeOf(draft, decision) === 'field');
  return [
    `import { defineCollection } from '@etl/core';`,
    `import { ${constant}Aggregates } from './${name}.aggregates';`,
    `import { ${entity} } from './${name}.entity';`,
    `import { ${constant}Exporter } from './${name}.exporter';`,
    `import { ${constant}Sample } from './${name}.sample';`,
    '',
    `export const ${constant} = defineCollection({`,
    `name: ${quoted(name)},`,
    `entities: [${entity}],`,
    `exporter: ${constant}Exporter,`,
    ...open.flatMap((decision) => commentLines(marked(decision))),
    `ignored: ['__v'],`,
    `aggregates: ${constant}Aggregates,`,
    `sample: ${constant}Sample,`,
    '});',
    '',
  ].join('\n');
}

/** `<name>.exporter.ts`: what to read from the source. */
export function exporterFile({ names: { constant }, sourceName }: Library): string {
  const [remark, spec] =
    sourceName === undefined
      ? ['The whole collection, under its own name.', '{}']
      : [
          'The whole collection, under the name that it has in MongoDB.',
          `{ collection: ${quoted(sourceName)} }`,
        ];
  return [
    `import type { ExporterSpec } from '@etl/core';`,
    '',
    `/** ${remark} */`,
    `export const ${constant}Exporter: ExporterSpec = ${spec};`,
    '',
  ].join('\n');
}

/** More figures than this nobody compares. */
const MOST_REFERENCES = 4;

/** `<name>.aggregates.ts`: a proposal, rows per state and the ten most frequent references. */
export function aggregatesFile({ names: { constant }, draft }: Library): string {
  const { columns } = draft;
  const states = columns.filter(
    ({ kind, enum: { values } = { values: [] } }) =>
      kind === 'boolean' || (kind === 'enum' && values.length > 1),
  );
  const references = columns.filter(({ kind }) => kind === 'reference').slice(0, MOST_REFERENCES);
  // Documents without a date take the start of the import, which tells nothing of theirs.
  const created = columns.find(({ name }) => name === 'createdAt');
  const isDated = created?.kind === 'timestamp' && presenceOf(draft, created) === 1;
  const aggregates = [
    ...states.map(({ name }) => `countBy(${quoted(name)})`),
    ...references.map(({ name }) => `countBy(${quoted(name)}, { top: 10 })`),
  ];
  if (aggregates.length === 0 && isDated) aggregates.push(`countByMonth('createdAt')`);
  const functions = ['countByMonth', 'countBy'].filter((name) =>
    aggregates.some((aggregate) => aggregate.startsWith(`${name}(`)),
  );
  return [
    functions.length === 0
      ? `import type { Aggregate } from '@etl/core';`
      : `import { ${functions.join(', ')}, type Aggregate } from '@etl/core';`,
    '',
    `export const ${constant}Aggregates: readonly Aggregate[] = [${aggregates.join(', ')}];`,
    '',
  ].join('\n');
}
