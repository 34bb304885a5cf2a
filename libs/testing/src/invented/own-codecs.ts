import { type Codec, coercedText, kindOf, uuidText } from '@etl/core';

// Codecs of somebody's own, as they would be written outside of the core.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `uuid`: BSON's UUIDs, and strings that are one, ends trimmed. */
export const uuidCodec: Codec<string> = {
  kind: 'uuid',
  scalar: true,
  example: (n) => {
    const bytes = Buffer.alloc(16);
    bytes.writeUInt32BE(n, 12);
    return `{"$binary":{"base64":"${bytes.toString('base64')}","subType":"04"}}`;
  },
  encode(value, sink) {
    const uuid = uuidText(value);
    if (uuid !== undefined) {
      sink.literal(uuid);
      return 'mapped';
    }
    if (typeof value !== 'string') return { unfit: 'wrong-type' };
    const text = value.trim().toLowerCase();
    if (!UUID.test(text)) return { unfit: text === '' ? 'empty-string' : 'not-an-id' };
    sink.literal(text);
    return text === value ? 'mapped' : 'coerced';
  },
  decode: (text) => text,
};

/** `character varying(length)`: what is longer does not fit. */
export const varcharCodec = (length: number): Codec<string> => ({
  kind: `varchar-${length}`,
  scalar: true,
  example: (n) => `"short ${n}"`,
  encode(value, sink) {
    const text = coercedText(value);
    if (text === undefined) return { unfit: 'wrong-type' };
    if ([...text].length > length) return { unfit: 'too-large' };
    if (!text.isWellFormed() || text.includes('\u0000')) return { unfit: 'wrong-type' };
    sink.text(text);
    return text === value ? 'mapped' : 'coerced';
  },
  decode: (text) => text,
});

/** `bytea`: binary data of any subtype. */
export const bytesCodec: Codec<Buffer> = {
  kind: 'bytes',
  scalar: true,
  example: (n) => `{"$binary":{"base64":"${Buffer.from(`bytes ${n}`).toString('base64')}","subType":"00"}}`,
  encode(value, sink) {
    if (!['binary', 'uuid'].includes(kindOf(value))) return { unfit: 'wrong-type' };
    const { $binary } = value as { $binary: { base64: string } };
    sink.text(`\\x${Buffer.from($binary.base64, 'base64').toString('hex')}`);
    return 'mapped';
  },
  decode: (text) => Buffer.from(text.slice(2), 'hex'),
};

/** `timestamp(3) with time zone`: dates after Christ that a JavaScript Date holds. */
export const instantCodec: Codec<Date> = {
  kind: 'instant',
  scalar: true,
  example: (n) => JSON.stringify({ $date: new Date(1_700_000_000_000 + n).toISOString() }),
  encode(value, sink) {
    const { $date } = kindOf(value) === 'date' ? (value as { $date: unknown }) : { $date: undefined };
    const date = new Date(
      typeof $date === 'string' ? $date : Number((Object($date) as { $numberLong?: string }).$numberLong),
    );
    const [from, to] = [Date.UTC(2, 0), Date.UTC(9999, 11)];
    if (!(date.getTime() > from && date.getTime() < to)) return { unfit: 'not-a-date' };
    const seconds = date.toISOString().slice(0, 19).replace('T', ' ');
    const fraction = String(date.getUTCMilliseconds()).padStart(3, '0').replace(/0+$/, '');
    sink.text(`${seconds}${fraction === '' ? '' : `.${fraction}`}+00`);
    return 'mapped';
  },
  decode: (text) => new Date(text),
};
