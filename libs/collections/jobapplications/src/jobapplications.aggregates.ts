import { countBy, type Aggregate } from '@etl/core';

export const jobapplicationsAggregates: readonly Aggregate[] = [countBy('jobPostingId', { top: 10 })];
