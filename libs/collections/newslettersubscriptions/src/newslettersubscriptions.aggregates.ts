import { countBy, type Aggregate } from '@etl/core';

export const newslettersubscriptionsAggregates: readonly Aggregate[] = [
  countBy('source'),
  countBy('isActive'),
  countBy('userId', { top: 10 }),
];
