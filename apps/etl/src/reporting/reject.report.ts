import type { RejectSummary } from '@etl/core';
import { count, counted } from './numbers';
import { oneLine, textTable } from './text-table';

/** Why documents did not reach the target, and where they are. Empty where all did. */
export function rejectReport(rejects: readonly RejectSummary[], files: readonly string[]): string[] {
  if (rejects.length === 0) return [];
  const total = rejects.reduce((sum, reject) => sum + reject.count, 0);
  return [
    `Rejected: ${counted(total, 'document or entry', 'documents and entries')}, each kept whole with its reason`,
    ...textTable(
      [
        { title: 'table' },
        { title: 'code' },
        { title: 'field' },
        { title: 'count', align: 'right' },
        { title: 'first _id' },
      ],
      rejects.map((reject) => [
        reject.table,
        reject.code,
        oneLine(reject.field ?? '–'),
        count(reject.count),
        oneLine(reject.example),
      ]),
      '  ',
    ),
    ...files.map((file) => `  ${file}`),
  ];
}
