import * as validators from 'class-validator';
import {
  booleanCodec,
  coercedText,
  createEnumCodec,
  createNumericCodec,
  createTextArrayCodec,
  createTextCodec,
  doubleCodec,
  emailCodec,
  exactNumber,
  idText,
  integerCodec,
  isUnfit,
  jsonbCodec,
  referenceCodec,
  timestampCodec,
} from '../codecs';
import { countBy, countByMonth, sumOf } from '../collection/aggregate';
import { defineCollection } from '../collection/collection-definition';
import { ColumnOf } from '../collection/column-of.decorator';
import {
  Bool,
  DerivedId,
  Double,
  Email,
  EnumOf,
  Id,
  Integer,
  Json,
  Numeric,
  ParentReference,
  Reference,
  Text,
  TextArray,
  Timestamp,
  Url,
  UrlArray,
} from '../collection/column.decorators';
import { defineEnum } from '../collection/enum-definition';
import { FanOut, IndexOn, Table, UniqueKey } from '../collection/table.decorators';
import {
  chance,
  GONE,
  pick,
  pickSome,
  someIdEndingIn,
  someIdNotEndingIn,
  wholeBetween,
  without,
} from '../sample';
import {
  binaryContent,
  binarySubType,
  cleanText,
  dateEpoch,
  hasLoneSurrogate,
  hasNul,
  isDocument,
  isMissing,
  kindOf,
  nearestDouble,
  numberText,
  objectIdHex,
  parseDecimal,
  parseIso8601,
  roundDecimal,
  stringifyExtended,
  uuidText,
} from '../values';
import { entity } from './entity';

/**
 * The contract between this program and plug-ins: it grows when something of the SDK goes or changes its meaning. What
 * is merely added keeps it.
 */
export const PLUGIN_CONTRACT = 1;

/** What a plug-in is handed, so that it needs no engine of its own. */
export const sdk = Object.freeze({
  /** The contract of this program. */
  contract: PLUGIN_CONTRACT,

  // A collection.
  defineCollection,
  defineEnum,
  entity,

  // Decorators of a table, and of its keys.
  Table,
  UniqueKey,
  IndexOn,
  FanOut,
  Id,
  DerivedId,
  Reference,
  ParentReference,

  // Decorators of columns.
  Text,
  Email,
  Url,
  EnumOf,
  Bool,
  Integer,
  Double,
  Numeric,
  Timestamp,
  TextArray,
  UrlArray,
  Json,
  ColumnOf,

  // Aggregates.
  countBy,
  countByMonth,
  sumOf,

  /** What invents documents. */
  sample: Object.freeze({
    GONE,
    chance,
    pick,
    pickSome,
    someIdEndingIn,
    someIdNotEndingIn,
    wholeBetween,
    without,
  }),

  /** The codecs of the columns above, for one of your own that does a little more. */
  codecs: Object.freeze({
    booleanCodec,
    createEnumCodec,
    createNumericCodec,
    createTextArrayCodec,
    createTextCodec,
    doubleCodec,
    emailCodec,
    integerCodec,
    jsonbCodec,
    referenceCodec,
    timestampCodec,
  }),

  /** What a codec of your own is made of: values of a parsed Extended JSON line, and numbers without a loss. */
  values: Object.freeze({
    binaryContent,
    binarySubType,
    cleanText,
    coercedText,
    dateEpoch,
    exactNumber,
    hasLoneSurrogate,
    hasNul,
    idText,
    isDocument,
    isMissing,
    isUnfit,
    kindOf,
    nearestDouble,
    numberText,
    objectIdHex,
    parseDecimal,
    parseIso8601,
    roundDecimal,
    stringifyExtended,
    uuidText,
  }),

  /** class-validator: constraints beyond the columns, which warn. */
  validators,
});

/** The SDK that a plug-in is handed. */
export type Sdk = typeof sdk;
