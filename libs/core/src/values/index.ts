export { isDocument, isDbRef, isMissing, kindOf, type SourceDocument, type ValueKind } from './source-value';
export {
  type DroppedDuplicate,
  type LosslessOptions,
  MAX_DEPTH,
  type ParsedLine,
  parseLossless,
} from './lossless-parser';
export { parseLine } from './parse-line';
export {
  binaryContent,
  binarySubType,
  codeText,
  dateEpoch,
  dateInstant,
  nearestDouble,
  numberText,
  objectIdHex,
  symbolText,
  uuidText,
  wholeNumber,
} from './wrapped-value';
export { stringifyExtended } from './stringify-extended';
export { canonicalExtended } from './canonical-extended';
export { cleanText, hasLoneSurrogate, hasNul, isCleanText } from './clean-text';
export {
  type Decimal,
  isZero,
  magnitude,
  parseDecimal,
  type RoundedDecimal,
  roundDecimal,
  sameDecimal,
} from './decimal';
export {
  daysFromCivil,
  type Instant,
  instantFromEpoch,
  isInPostgresRange,
  isoInstant,
  MILLIS_PER_DAY,
  postgresTimestamp,
} from './civil-date';
export { type IsoInstant, parseIso8601 } from './iso-8601';
