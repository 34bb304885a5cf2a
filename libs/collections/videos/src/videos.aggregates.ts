import { countBy, type Aggregate } from '@etl/core';

export const videosAggregates: readonly Aggregate[] = [
  countBy('associatedType'),
  countBy('isFeatured'),
  countBy('isActive'),
  countBy('createdById', { top: 10 }),
  countBy('updatedById', { top: 10 }),
];
