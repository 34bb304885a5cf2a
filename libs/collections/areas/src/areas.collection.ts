import { defineCollection } from '@etl/core';
import { areasAggregates } from './areas.aggregates';
import { Area } from './areas.entity';
import { areasExporter } from './areas.exporter';
import { areasSample } from './areas.sample';

export const areas = defineCollection({
  name: 'areas',
  entities: [Area],
  exporter: areasExporter,
  ignored: ['__v'],
  aggregates: areasAggregates,
  sample: areasSample,
});
