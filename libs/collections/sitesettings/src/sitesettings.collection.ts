import { defineCollection } from '@etl/core';
import { sitesettingsAggregates } from './sitesettings.aggregates';
import { SiteSettings } from './sitesettings.entity';
import { sitesettingsExporter } from './sitesettings.exporter';
import { sitesettingsSample } from './sitesettings.sample';

export const sitesettings = defineCollection({
  name: 'sitesettings',
  entities: [SiteSettings],
  exporter: sitesettingsExporter,
  ignored: ['__v'],
  aggregates: sitesettingsAggregates,
  sample: sitesettingsSample,
});
