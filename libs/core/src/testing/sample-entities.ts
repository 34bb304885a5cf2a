import { IsEmail } from 'class-validator';
import type { ExporterSpec } from '../collection/collection-definition';
import { defineCollection } from '../collection/collection-definition';
import {
  Bool,
  DerivedId,
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
} from '../collection/column.decorators';
import { FanOut, IndexOn, Table, UniqueKey } from '../collection/table.decorators';
import { defineEnum } from '../collection/enum-definition';
import { countBy, sumOf } from '../collection/aggregate';

const shade = defineEnum('Shade', ['light', 'dark-red']);

/** A table with a column of most kinds, for specs. */
@Table('Paint')
@UniqueKey('code')
@IndexOn('shade', 'isActive')
export class Paint {
  @Id() id!: string;
  @Text() code!: string;
  @IsEmail()
  @Email({ nullable: true })
  email!: string | null;
  @EnumOf(shade, { default: 'light' }) shade!: string;
  @EnumOf(shade, { nullable: true }) tint!: string | null;
  @Bool({ default: true }) isActive!: boolean;
  @Integer({ nullable: true }) litres!: number | null;
  @Numeric(18, 2, { nullable: true }) price!: string | null;
  @Reference({ table: 'Maker', from: ['maker_ref', 'maker'], nullable: true }) makerId!: string | null;
  @TextArray() tags!: string[] | null;
  @Json({ nullable: true }) details!: unknown;
  @Timestamp({ default: 'now' }) createdAt!: Date;
}

/** A fan-out of {@link Paint}, for specs. */
@Table('PaintUse')
@FanOut({ from: 'uses', bare: 'wall' })
export class PaintUse {
  @DerivedId('paintId', 'wallId') id!: string;
  @ParentReference({ table: 'Paint' }) paintId!: string;
  @Reference({ table: 'Wall', from: 'wall' }) wallId!: string;
  @Integer({ default: 1, keep: 'largest' }) coats!: number;
  @Timestamp({ from: 'at', default: 'now', keep: 'latest' }) usedAt!: Date;
}

const exporter: ExporterSpec = {};

export const paints = defineCollection({
  name: 'paints',
  entities: [Paint, PaintUse],
  exporter,
  ignored: ['__v'],
  aggregates: [countBy('shade'), sumOf('price', { by: 'isActive' })],
  sample: { count: () => 0, document: () => ({}) },
});
