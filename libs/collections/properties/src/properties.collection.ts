import { defineCollection } from '@etl/core';
import { propertiesAggregates } from './properties.aggregates';
import { Property } from './properties.entity';
import { propertiesExporter } from './properties.exporter';
import { propertiesSample } from './properties.sample';

export const properties = defineCollection({
  name: 'properties',
  entities: [Property],
  exporter: propertiesExporter,
  ignored: ['__v'],
  aggregates: propertiesAggregates,
  sample: propertiesSample,
});
