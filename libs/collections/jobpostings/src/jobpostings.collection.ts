import { defineCollection } from '@etl/core';
import { jobpostingsAggregates } from './jobpostings.aggregates';
import { JobPosting } from './jobpostings.entity';
import { jobpostingsExporter } from './jobpostings.exporter';
import { jobpostingsSample } from './jobpostings.sample';

export const jobpostings = defineCollection({
  name: 'jobpostings',
  entities: [JobPosting],
  exporter: jobpostingsExporter,
  ignored: ['__v'],
  aggregates: jobpostingsAggregates,
  sample: jobpostingsSample,
});
