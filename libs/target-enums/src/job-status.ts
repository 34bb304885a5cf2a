import { defineEnum } from '@etl/core';

export const JobStatus = defineEnum('JobStatus', ['open', 'closed', 'expired']);
