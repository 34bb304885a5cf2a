import { decisionsOf, MARKER, placeOf } from './decisions';
import type { Library } from './library';
import { commentText, quoted } from './source-text';

/** The options of the contract suite: `schema` says what the entity is compared with. */
function optionsCode({ names, draft, onSchemaPage }: Library): string {
  if (!onSchemaPage) return '{ folder: __dirname, schema: null }';
  if (draft.catalog) return '{ folder: __dirname }';
  return `{
    folder: __dirname,
    // ${names.table} is on target-schema.md: without this line the entity is held against it.
    schema: null,
  }`;
}

/** `<name>.spec.ts`: the contract suite, and a failing test for each decision. */
export function specFile(library: Library): string {
  const { names, draft } = library;
  const { name, constant } = names;
  const decisions = decisionsOf(draft);
  const files = { field: `${name}.collection.ts`, table: `${name}.entity.ts` };
  const tests = decisions.map((decision) => {
    const place = placeOf(draft, decision);
    const file = typeof place === 'object' ? files.table : files[place];
    const subject = commentText(decision.subject);
    return [
      `it(${quoted(`${subject}: ${commentText(decision.question)}`)}, () => {`,
      `throw new Error(${quoted(`Still open: see "${MARKER}: ${subject}" in ${file}.`)});`,
      '});',
    ].join('\n');
  });
  return [
    `import { describeCollection } from '@etl/testing';`,
    `import { ${constant} } from './index';`,
    '',
    `describeCollection(${constant}, ${optionsCode(library)});`,
    ...(tests.length === 0
      ? []
      : [
          '',
          `/** Each waits for a person: decide, change what follows from it, delete the comment ${MARKER} and the test. */`,
          `describe(${quoted(`open decisions of ${name}`)}, () => {`,
          tests.join('\n\n'),
          '});',
        ]),
    '',
  ].join('\n');
}
