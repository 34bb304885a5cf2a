import { countBy, type Aggregate } from '@etl/core';

export const videoplaylistsAggregates: readonly Aggregate[] = [
  countBy('type'),
  countBy('associatedType'),
  countBy('isActive'),
  countBy('createdById', { top: 10 }),
  countBy('updatedById', { top: 10 }),
];
