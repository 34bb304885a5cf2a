import { countBy, type Aggregate } from '@etl/core';

export const leadsAggregates: readonly Aggregate[] = [
  countBy('source'),
  countBy('status'),
  countBy('propertyType'),
];
