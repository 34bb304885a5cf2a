import { countBy, type Aggregate } from '@etl/core';

export const inquiriesAggregates: readonly Aggregate[] = [countBy('status'), countBy('priority')];
