import { idCases, referenceCases } from './id.cases';
import { jsonbCases } from './jsonb.cases';
import { doubleCases, integerCases, numericCases } from './number.cases';
import { booleanCases, enumCases, launchStatusCases, roleCases } from './scalar.cases';
import { imagesCases, textArrayCases } from './text-array.cases';
import { emailCases, textCases, urlCases } from './text.cases';
import { timestampCases } from './timestamp.cases';
import type { CodecCases } from './value-case';

export {
  BSON_SAMPLES,
  type CodecCases,
  type Expectation,
  type ExpectedOutcome,
  type ValueCase,
} from './value-case';

export { inlineCode } from './value-reference';

/** What becomes of which value in which column: the table behind `values.md`, executed by the codecs' specs. */
export const VALUE_CASES: readonly CodecCases[] = [
  textCases,
  urlCases,
  emailCases,
  enumCases,
  launchStatusCases,
  roleCases,
  booleanCases,
  integerCases,
  doubleCases,
  numericCases,
  timestampCases,
  idCases,
  referenceCases,
  textArrayCases,
  imagesCases,
  jsonbCases,
];
