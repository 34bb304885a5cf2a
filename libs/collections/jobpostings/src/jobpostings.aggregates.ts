import { countBy, type Aggregate } from '@etl/core';

export const jobpostingsAggregates: readonly Aggregate[] = [
  countBy('jobType'),
  countBy('status'),
  countBy('postedById', { top: 10 }),
];
