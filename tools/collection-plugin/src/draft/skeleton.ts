import type { ColumnDraft } from './collection-draft';

/** What every table has: the start of a collection of which nothing is known. */
export const SKELETON: readonly ColumnDraft[] = [
  { name: 'id', kind: 'id', nullable: false, from: ['_id'] },
  { name: 'name', kind: 'text', nullable: false, from: ['name'] },
  { name: 'createdAt', kind: 'timestamp', nullable: false, from: ['createdAt'], default: 'now' },
  { name: 'updatedAt', kind: 'timestamp', nullable: false, from: ['updatedAt'] },
];
