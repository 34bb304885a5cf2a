import { defineEnum } from '@etl/core';

export const Currency = defineEnum('Currency', ['EGP', 'AED', 'USD', 'EUR']);
