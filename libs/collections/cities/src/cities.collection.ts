import { defineCollection } from '@etl/core';
import { citiesAggregates } from './cities.aggregates';
import { City } from './cities.entity';
import { citiesExporter } from './cities.exporter';
import { citiesSample } from './cities.sample';

export const cities = defineCollection({
  name: 'cities',
  entities: [City],
  exporter: citiesExporter,
  ignored: ['__v'],
  aggregates: citiesAggregates,
  sample: citiesSample,
});
