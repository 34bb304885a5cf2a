import { defineCollection } from '@etl/core';
import { developersAggregates } from './developers.aggregates';
import { Developer } from './developers.entity';
import { developersExporter } from './developers.exporter';
import { developersSample } from './developers.sample';

export const developers = defineCollection({
  name: 'developers',
  entities: [Developer],
  exporter: developersExporter,
  ignored: ['__v'],
  aggregates: developersAggregates,
  sample: developersSample,
});
