import { defineEnum } from '@etl/core';

export const PropertyStatus = defineEnum('PropertyStatus', ['for-sale', 'for-rent', 'sold', 'rented']);
