import { countBy, type Aggregate } from '@etl/core';

export const blogsAggregates: readonly Aggregate[] = [
  countBy('published'),
  countBy('featured'),
  countBy('createdById', { top: 10 }),
  countBy('updatedById', { top: 10 }),
];
