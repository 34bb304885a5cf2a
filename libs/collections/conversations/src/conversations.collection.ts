import { defineCollection } from '@etl/core';
import { conversationsAggregates } from './conversations.aggregates';
import { Conversation } from './conversations.entity';
import { conversationsExporter } from './conversations.exporter';
import { conversationsSample } from './conversations.sample';

export const conversations = defineCollection({
  name: 'conversations',
  entities: [Conversation],
  exporter: conversationsExporter,
  ignored: ['__v'],
  aggregates: conversationsAggregates,
  sample: conversationsSample,
});
