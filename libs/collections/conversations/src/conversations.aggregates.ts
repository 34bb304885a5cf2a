import { countBy, sumOf, type Aggregate } from '@etl/core';

export const conversationsAggregates: readonly Aggregate[] = [
  sumOf('totalMessages', { by: 'status' }),
  countBy('status', { where: { column: 'leadCaptured', equals: true } }),
];
