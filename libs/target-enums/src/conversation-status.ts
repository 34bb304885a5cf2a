import { defineEnum } from '@etl/core';

export const ConversationStatus = defineEnum('ConversationStatus', ['active', 'completed', 'abandoned']);
