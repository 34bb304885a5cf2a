import {
  type CollectionDefinition,
  ColumnOf,
  countBy,
  countByMonth,
  defineCollection,
  Id,
  IndexOn,
  sumOf,
  Table,
  UniqueKey,
} from '@etl/core';
import { bigintCodec } from './bigint.codec';
import { bytesCodec, instantCodec, uuidCodec, varcharCodec } from './own-codecs';

export const PARCELS_PAGE = `
## Tables

### \`Parcel\`

| column | type | null | default | references (on delete) |
| --- | --- | --- | --- | --- |
| id | text | no |  |  |
| grams | bigint | no | 0 |  |
| trackingId | uuid | no |  |  |
| label | character varying(20) | yes | 'none' |  |
| seal | bytea | yes |  |  |
| sentAt | timestamp(3) with time zone | no | now |  |
| updatedAt | timestamp(3) with time zone | yes |  |  |

Indexes: unique \`Parcel_trackingId_key\` (trackingId); \`Parcel_label_seal_idx\` (label, seal).
`;

@Table('Parcel')
@UniqueKey('trackingId')
@IndexOn('label', 'seal')
export class Parcel {
  @Id() id!: string;
  @ColumnOf({ type: 'bigint', codec: bigintCodec }, { default: 0 }) grams!: bigint;
  @ColumnOf({ type: 'uuid', codec: uuidCodec }, { from: ['tracking', 'trackingNumber'] }) trackingId!: string;
  @ColumnOf({ type: 'character varying(20)', codec: varcharCodec(20) }, { nullable: true, default: 'none' })
  label!: string | null;
  @ColumnOf({ type: 'bytea', codec: bytesCodec }, { nullable: true }) seal!: Buffer | null;
  @ColumnOf({ type: 'timestamp(3) with time zone', codec: instantCodec }, { default: 'now' }) sentAt!: Date;
  @ColumnOf({ type: 'timestamp(3) with time zone', codec: instantCodec }, { nullable: true })
  updatedAt!: Date | null;
}

const uuidOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A collection whose columns are of types that the core has no codec for. */
export const parcels = (changes: Partial<CollectionDefinition> = {}): CollectionDefinition =>
  defineCollection({
    name: 'parcels',
    entities: [Parcel],
    exporter: {},
    ignored: [],
    aggregates: [sumOf('grams', { by: 'label' }), countBy('trackingId', { top: 2 }), countByMonth('sentAt')],
    sample: {
      count: () => 20,
      document: ({ n, id }, bson) => ({
        _id: bson.objectId(id('parcels', n)),
        grams: n === 3 ? '250' : bson.int64(9_007_199_254_740_993n + BigInt(n)),
        tracking: n === 4 ? uuidOf(n).toUpperCase() : uuidOf(n),
        label: n === 5 ? 'far longer than twenty' : `parcel ${n}`,
        seal: n === 6 ? 'no bytes' : null,
        ...(n === 7 ? {} : { sentAt: bson.date(1_700_000_000_000 + n) }),
        updatedAt: bson.date(1_700_000_000_000),
      }),
    },
    ...changes,
  });
