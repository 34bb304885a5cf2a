import { defineEnum } from '@etl/core';

export const UserRole = defineEnum('UserRole', [
  'user',
  'admin',
  'sales_manager',
  'sales_team_leader',
  'sales_agent',
]);
