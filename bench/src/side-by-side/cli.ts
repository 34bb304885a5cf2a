import { join } from 'node:path';
import { ROOT } from './measured-process';

/** The built command line, as `nx build etl` writes it. */
export const CLI = join(ROOT, 'dist/apps/etl/main.mjs');
