import { defineCollection } from '@etl/core';
import { governoratesAggregates } from './governorates.aggregates';
import { Governorate } from './governorates.entity';
import { governoratesExporter } from './governorates.exporter';
import { governoratesSample } from './governorates.sample';

export const governorates = defineCollection({
  name: 'governorates',
  entities: [Governorate],
  exporter: governoratesExporter,
  ignored: ['__v'],
  aggregates: governoratesAggregates,
  sample: governoratesSample,
});
