import { defineEnum } from '@etl/core';

export const PropertyApprovalStatus = defineEnum('PropertyApprovalStatus', [
  'pending',
  'approved',
  'rejected',
]);
