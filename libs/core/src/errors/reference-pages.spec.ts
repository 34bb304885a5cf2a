import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { VALUE_CASES } from '../codecs/value-cases';
import { valueReference } from '../codecs/value-cases/value-reference';
import { ERROR_CODES } from './error-codes';
import { errorReference } from './error-reference';
import { REJECT_CODES } from './reject-codes';

const DOCS = join(__dirname, '../../../../docs/reference');

/** `UPDATE_GOLDEN=1` writes the pages anew. */
describe('the pages of the reference', () => {
  it.each([
    ['errors.md', errorReference(ERROR_CODES, REJECT_CODES)],
    ['values.md', valueReference(VALUE_CASES)],
  ])('%s says what the code says', (name, page) => {
    const file = join(DOCS, name);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, page);
    }
    expect(readFileSync(file, 'utf8')).toBe(page);
  });
});
