import { defineCollection } from '@etl/core';
import { compoundsAggregates } from './compounds.aggregates';
import { Compound } from './compounds.entity';
import { compoundsExporter } from './compounds.exporter';
import { compoundsSample } from './compounds.sample';

export const compounds = defineCollection({
  name: 'compounds',
  entities: [Compound],
  exporter: compoundsExporter,
  ignored: ['__v'],
  aggregates: compoundsAggregates,
  sample: compoundsSample,
});
