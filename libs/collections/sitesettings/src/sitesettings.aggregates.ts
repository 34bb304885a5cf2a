import { countBy, type Aggregate } from '@etl/core';

export const sitesettingsAggregates: readonly Aggregate[] = [countBy('showPhone'), countBy('showWhatsApp')];
