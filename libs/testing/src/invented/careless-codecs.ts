import { type Codec, exactNumber, isUnfit, kindOf, roundDecimal } from '@etl/core';
import { bigintCodec } from './bigint.codec';
import { rewriting } from './broken-codec';
import { citextCodec, dateCodec, integersCodec } from './careful-codecs';
import { bytesCodec, uuidCodec } from './own-codecs';

/** A codec of somebody's own that is wrong by a line. */
export interface CarelessCodec {
  /** Completes "does not hold of one that". */
  readonly that: string;
  readonly type: string;
  readonly codec: Codec;
  readonly message: RegExp;
}

const bigint = (changes: Partial<Codec>): Pick<CarelessCodec, 'type' | 'codec'> => ({
  type: 'bigint',
  codec: { ...(bigintCodec as Codec), ...changes },
});

const textual = (changes: Partial<Codec>): Pick<CarelessCodec, 'type' | 'codec'> => ({
  type: 'text',
  codec: { ...(citextCodec as Codec), ...changes },
});

/** Says `outcome` of the rewritten text of every text. */
const calling = (outcome: 'mapped' | 'coerced', rewrite: (text: string) => string): Partial<Codec> => ({
  encode: (value, sink, notes) => {
    const other = rewriting(rewrite)(citextCodec as Codec).encode!(value, sink, notes);
    return typeof value === 'string' && typeof other === 'string' && rewrite(value) !== value
      ? outcome
      : other;
  },
});

/** What the codec does not take is `text`, coerced. */
const otherwise = (text: string): Partial<Codec> => ({
  encode: (value, sink, notes) => {
    const outcome = bigintCodec.encode(value, sink, notes);
    if (typeof outcome === 'string' || outcome.unfit === 'out-of-range') return outcome;
    sink.literal(text);
    return 'coerced';
  },
});

export const CARELESS_CODECS: readonly CarelessCodec[] = [
  {
    that: 'goes through a double',
    ...bigint(rewriting((text) => String(BigInt(Number(text))))(bigintCodec as Codec)),
    message:
      /← .*9007199254740993.*: the codec bigint says \w+ of a number, and writes another one: "9007199254740992"/,
  },
  {
    that: 'rounds, and calls it coerced',
    ...bigint({
      encode: (value, sink) => {
        const outcome = bigintCodec.encode(value, sink, {
          beside: () => undefined,
          repaired: () => undefined,
        });
        return outcome === 'repaired' ? 'coerced' : outcome;
      },
    }),
    message: /says coerced of a number, and writes another one: "1"/,
  },
  {
    that: 'takes what is no number for 0',
    ...bigint(otherwise('0')),
    message: /says coerced, and writes "0", as it does for .*, and tells of nothing changed/,
  },
  {
    that: 'drops the sign',
    ...bigint(rewriting((text) => text.replace('-', ''))(bigintCodec as Codec)),
    message:
      /← -1: the codec bigint says mapped of a number, and writes another one: "1"|writes another one: "\d+"/,
  },
  {
    that: 'decodes to a double',
    ...bigint({ decode: Number }),
    message: /decodes "9007199254740993" to .*(as it does|which it writes as) "/,
  },
  {
    that: 'cannot decode what it wrote',
    ...bigint({ decode: (text) => BigInt(text.replace('-', 'minus')) }),
    message: /throws (when it decodes|SyntaxError|EtlError)/,
  },
  {
    that: 'has the same example for every n',
    ...bigint({ example: () => '5' }),
    message: /has the same value as example\(0\) and example\(1\)/,
  },
  {
    that: 'takes no half numbers, and rounds those of a text',
    ...bigint({
      encode: (value, sink, notes) => {
        const number = exactNumber(value);
        const rounded = isUnfit(number) ? null : roundDecimal(number, 18, 0);
        if (typeof value !== 'string' || rounded === null) return bigintCodec.encode(value, sink, notes);
        sink.literal(rounded.text);
        return 'coerced';
      },
    }),
    message: /← "\d*\.\d+": .*says coerced of a number, and writes another one/,
  },
  {
    that: 'cuts a text, and calls it coerced',
    ...textual(calling('coerced', (text) => text.slice(0, 20))),
    message: /says coerced, and writes ".{20}", as it does for ".{20}/,
  },
  {
    that: 'composes letters, and calls it mapped',
    ...textual(calling('mapped', (text) => text.normalize('NFC'))),
    message: /says mapped of a text, and writes another one/,
  },
  {
    that: 'replaces long texts',
    ...textual(calling('mapped', (text) => (text.length >= 64 ? `[${text.slice(0, 40)}]` : text))),
    message: /says mapped of a text, and writes another one: "\[/,
  },
  {
    that: 'writes capitals, and calls it mapped',
    ...textual(calling('mapped', (text) => text.toUpperCase())),
    message: /← "a": .*says mapped of a text, and writes another one: "A"/,
  },
  {
    that: 'trims, and calls it mapped',
    ...textual(calling('mapped', (text) => text.trim())),
    message: /← " ": .*says mapped of a text, and writes another one: ""/,
  },
  {
    that: 'drops accents, and calls it coerced',
    ...textual(calling('coerced', (text) => text.normalize('NFKD').replaceAll(/\p{M}/gu, ''))),
    message: /says coerced, and writes "(e|a|fi)", as it does for/,
  },
  {
    that: 'takes every document for one value',
    ...textual({
      encode: (value, sink, notes) => {
        if (!['document', 'array', 'regex'].includes(kindOf(value)))
          return citextCodec.encode(value, sink, notes);
        sink.text('[object Object]');
        return 'coerced';
      },
    }),
    message: /says coerced, and writes "\[object Object\]", as it does for [[{]/,
  },
  {
    that: 'drops the hours of a date in silence',
    type: 'date',
    codec: {
      ...(dateCodec as Codec),
      encode: (value, sink, notes) => {
        const outcome = dateCodec.encode(value, sink, { ...notes, repaired: () => undefined });
        return outcome === 'repaired' ? 'mapped' : outcome;
      },
    },
    message: /says mapped(, and writes "\d{4}-\d\d-\d\d", as it does for| of a text)/,
  },
  {
    that: 'takes the first of several numbers',
    type: 'integer[]',
    codec: {
      ...(integersCodec as Codec),
      encode: (value, sink, notes) =>
        integersCodec.encode(Array.isArray(value) ? value.slice(0, 1) : value, sink, notes),
    },
    message: /says mapped, and writes "\{7\}", as it does for \[7/,
  },
  {
    that: 'cuts bytes',
    type: 'bytea',
    codec: { ...(bytesCodec as Codec), ...rewriting((text) => text.slice(0, 66))(bytesCodec as Codec) },
    message: /says mapped, and writes "\\\\x(07)+"/,
  },
  {
    that: 'loses the end of a uuid',
    type: 'uuid',
    codec: {
      ...(uuidCodec as Codec),
      ...rewriting((text) => text.slice(0, -1) + '0')(uuidCodec as Codec),
    },
    message: /says mapped, and writes "[0-9a-f-]{35}0", as it does for|mapped of a text/,
  },
];
