import { defineCollection } from '@etl/core';
import { videosAggregates } from './videos.aggregates';
import { Video } from './videos.entity';
import { videosExporter } from './videos.exporter';
import { videosSample } from './videos.sample';

export const videos = defineCollection({
  name: 'videos',
  entities: [Video],
  exporter: videosExporter,
  ignored: ['__v'],
  aggregates: videosAggregates,
  sample: videosSample,
});
