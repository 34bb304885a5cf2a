import { countBy, type Aggregate } from '@etl/core';

export const citiesAggregates: readonly Aggregate[] = [countBy('governorateId')];
