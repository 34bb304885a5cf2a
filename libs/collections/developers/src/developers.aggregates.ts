import { countByMonth, type Aggregate } from '@etl/core';

export const developersAggregates: readonly Aggregate[] = [countByMonth('updatedAt')];
