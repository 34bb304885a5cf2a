import { defineEnum } from '@etl/core';

export const PropertyType = defineEnum('PropertyType', [
  'villa',
  'twin-villa',
  'duplex',
  'apartment',
  'land',
  'commercial',
]);
