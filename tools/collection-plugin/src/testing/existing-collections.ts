import { join } from 'node:path';
import type { CollectionDefinition } from '@etl/core';

const NAMES = [
  'areas',
  'cities',
  'compounds',
  'conversations',
  'developers',
  'governorates',
  'inquiries',
  'launches',
  'leads',
  'properties',
  'searches',
  'users',
];
const FOLDER = join(__dirname, '../../../../libs/collections');

/**
 * The collections that were written by hand: what the generator says of their tables can be held against them. Loaded
 * from their folders and not imported, so that a change in one of them does not run the tests of the generator.
 */
export const HAND_WRITTEN: readonly CollectionDefinition[] = NAMES.map((name) => {
  const library = jest.requireActual<Record<string, CollectionDefinition | undefined>>(
    join(FOLDER, name, 'src/index.ts'),
  );
  const definition = library[name];
  if (definition === undefined) throw new Error(`libs/collections/${name} exports no ${name}.`);
  return definition;
});
