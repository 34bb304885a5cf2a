import { countBy, type Aggregate } from '@etl/core';

export const launchesAggregates: readonly Aggregate[] = [countBy('status')];
