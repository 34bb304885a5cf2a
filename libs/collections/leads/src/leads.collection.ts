import { defineCollection } from '@etl/core';
import { leadsAggregates } from './leads.aggregates';
import { Lead } from './leads.entity';
import { leadsExporter } from './leads.exporter';
import { leadsSample } from './leads.sample';

export const leads = defineCollection({
  name: 'leads',
  entities: [Lead],
  exporter: leadsExporter,
  ignored: ['__v'],
  aggregates: leadsAggregates,
  sample: leadsSample,
});
