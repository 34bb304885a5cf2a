import { defineCollection } from '@etl/core';
import { searchesAggregates } from './searches.aggregates';
import { Search } from './searches.entity';
import { searchesExporter } from './searches.exporter';
import { searchesSample } from './searches.sample';

export const searches = defineCollection({
  name: 'searches',
  entities: [Search],
  exporter: searchesExporter,
  ignored: ['__v'],
  aggregates: searchesAggregates,
  sample: searchesSample,
});
