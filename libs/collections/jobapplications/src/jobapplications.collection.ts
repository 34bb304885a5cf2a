import { defineCollection } from '@etl/core';
import { jobapplicationsAggregates } from './jobapplications.aggregates';
import { JobApplication } from './jobapplications.entity';
import { jobapplicationsExporter } from './jobapplications.exporter';
import { jobapplicationsSample } from './jobapplications.sample';

export const jobapplications = defineCollection({
  name: 'jobapplications',
  entities: [JobApplication],
  exporter: jobapplicationsExporter,
  ignored: ['__v'],
  aggregates: jobapplicationsAggregates,
  sample: jobapplicationsSample,
});
