import { countByMonth, type Aggregate } from '@etl/core';

export const searchesAggregates: readonly Aggregate[] = [countByMonth('createdAt')];
