import { countBy, type Aggregate } from '@etl/core';

export const compoundsAggregates: readonly Aggregate[] = [
  countBy('status'),
  countBy('developerId', { top: 10 }),
];
