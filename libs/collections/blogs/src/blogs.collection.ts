import { defineCollection } from '@etl/core';
import { blogsAggregates } from './blogs.aggregates';
import { Blog } from './blogs.entity';
import { blogsExporter } from './blogs.exporter';
import { blogsSample } from './blogs.sample';

export const blogs = defineCollection({
  name: 'blogs',
  entities: [Blog],
  exporter: blogsExporter,
  ignored: ['__v'],
  aggregates: blogsAggregates,
  sample: blogsSample,
});
