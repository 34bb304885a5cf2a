import { countBy, sumOf, type Aggregate } from '@etl/core';

export const areasAggregates: readonly Aggregate[] = [
  countBy('cityId', { top: 10 }),
  sumOf('annualAppreciationRate'),
];
