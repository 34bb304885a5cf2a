import { CreateEtlSchema1763800000000 } from './1763800000000-create-etl-schema';
import { AddPutAside1763900000000 } from './1763900000000-add-put-aside';
import { AddTableOid1764000000000 } from './1764000000000-add-table-oid';

/** The migrations of the schema `_etl`, oldest first; imported and not searched for, so that a bundle has them. */
export const MIGRATIONS = [
  CreateEtlSchema1763800000000,
  AddPutAside1763900000000,
  AddTableOid1764000000000,
] as const;
