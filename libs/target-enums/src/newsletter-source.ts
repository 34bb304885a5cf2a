import { defineEnum } from '@etl/core';

export const NewsletterSource = defineEnum('NewsletterSource', ['footer', 'registration']);
