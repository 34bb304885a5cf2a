import { draftCollection } from './draft/draft-collection';
import { createCollectionGenerator } from './generator/collection-generator';

export { failureOf } from './generator/failure-report';
export { newCollection } from './cli/new-collection';

/** The generator as Nx and the command line run it. */
export const collectionGenerator = createCollectionGenerator(draftCollection);
