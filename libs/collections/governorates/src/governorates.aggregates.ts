import { sumOf, type Aggregate } from '@etl/core';

export const governoratesAggregates: readonly Aggregate[] = [sumOf('annualAppreciationRate')];
