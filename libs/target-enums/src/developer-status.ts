import { defineEnum } from '@etl/core';

export const DeveloperStatus = defineEnum('DeveloperStatus', ['off-plan', 'on-plan', 'secondary', 'rental']);
