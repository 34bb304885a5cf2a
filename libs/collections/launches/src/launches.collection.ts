import { defineCollection } from '@etl/core';
import { launchesAggregates } from './launches.aggregates';
import { Launch } from './launches.entity';
import { launchesExporter } from './launches.exporter';
import { launchesSample } from './launches.sample';

export const launches = defineCollection({
  name: 'launches',
  entities: [Launch],
  exporter: launchesExporter,
  ignored: ['__v'],
  aggregates: launchesAggregates,
  sample: launchesSample,
});
