import type { ExportResult } from '@etl/core';
import { bytes, count } from './numbers';
import { textTable } from './text-table';

/** What an export wrote, or would write. */
export function exportReport({ folder, manifest, warnings }: ExportResult): string[] {
  const { source } = manifest;
  const version = source.serverVersion === undefined ? '' : ` (MongoDB ${source.serverVersion})`;
  return [
    `${folder === null ? 'Dry run: would export' : 'Exported'} ${source.database} from ${source.location}${version}`,
    ...textTable(
      [
        { title: 'collection' },
        { title: 'documents', align: 'right' },
        ...(folder === null ? [] : [{ title: 'size', align: 'right' as const }, { title: 'file' }]),
      ],
      manifest.collections.map((collection) => [
        collection.name,
        count(folder === null ? collection.atStart.documents : collection.documents),
        ...(folder === null ? [] : [bytes(collection.bytes), noteOf(collection)]),
      ]),
      '  ',
    ),
    ...warnings.map((warning) => `  ! ${warning}`),
    ...(folder === null ? ['Nothing was written.'] : [`Written to ${folder}`]),
  ];
}

function noteOf(collection: ExportResult['manifest']['collections'][number]): string {
  const notes = [
    collection.missing ? 'not in the source' : '',
    collection.rejected > 0 ? `${count(collection.rejected)} rejected` : '',
    collection.replacedTotal > 0 ? `${count(collection.replacedTotal)} strings with broken bytes` : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? collection.file : `${collection.file} (${notes.join(', ')})`;
}
