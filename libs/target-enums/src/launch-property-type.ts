import { defineEnum } from '@etl/core';

export const LaunchPropertyType = defineEnum('LaunchPropertyType', [
  'Villa',
  'Apartment',
  'Townhouse',
  'Penthouse',
  'Duplex',
  'Studio',
  'Commercial',
  'Land',
]);
