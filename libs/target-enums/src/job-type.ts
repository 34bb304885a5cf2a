import { defineEnum } from '@etl/core';

export const JobType = defineEnum('JobType', ['full-time', 'part-time', 'contract', 'internship']);
