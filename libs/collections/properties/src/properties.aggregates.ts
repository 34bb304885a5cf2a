import { countBy, sumOf, type Aggregate } from '@etl/core';

export const propertiesAggregates: readonly Aggregate[] = [
  countBy('cityId'),
  countBy('status'),
  countBy('type'),
  sumOf('price', { by: 'currency' }),
  countBy('status', { where: { column: 'isActive', equals: true } }),
];
