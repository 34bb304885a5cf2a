import { defineCollection } from '@etl/core';
import { inquiriesAggregates } from './inquiries.aggregates';
import { Inquiry } from './inquiries.entity';
import { inquiriesExporter } from './inquiries.exporter';
import { inquiriesSample } from './inquiries.sample';

export const inquiries = defineCollection({
  name: 'inquiries',
  entities: [Inquiry],
  exporter: inquiriesExporter,
  ignored: ['__v'],
  aggregates: inquiriesAggregates,
  sample: inquiriesSample,
});
