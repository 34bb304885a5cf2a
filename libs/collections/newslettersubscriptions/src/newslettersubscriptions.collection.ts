import { defineCollection } from '@etl/core';
import { newslettersubscriptionsAggregates } from './newslettersubscriptions.aggregates';
import { NewsletterSubscription } from './newslettersubscriptions.entity';
import { newslettersubscriptionsExporter } from './newslettersubscriptions.exporter';
import { newslettersubscriptionsSample } from './newslettersubscriptions.sample';

export const newslettersubscriptions = defineCollection({
  name: 'newslettersubscriptions',
  entities: [NewsletterSubscription],
  exporter: newslettersubscriptionsExporter,
  ignored: ['__v'],
  aggregates: newslettersubscriptionsAggregates,
  sample: newslettersubscriptionsSample,
});
