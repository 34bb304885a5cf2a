import { countBy, type Aggregate } from '@etl/core';

export const usersAggregates: readonly Aggregate[] = [countBy('role'), countBy('isActive')];
