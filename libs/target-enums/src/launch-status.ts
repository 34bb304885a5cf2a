import { defineEnum } from '@etl/core';

export const LaunchStatus = defineEnum('LaunchStatus', [
  'Available',
  'Coming Soon',
  'Pre-Launch',
  'Sold Out',
]);
