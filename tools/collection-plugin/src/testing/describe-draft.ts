import type { CollectionDraft, ColumnDraft } from '../draft/collection-draft';

function columnLine(column: ColumnDraft): string {
  const { name, kind, nullable, from, default: value, reference, numeric, enum: type, guess } = column;
  return [
    `${name}: ${kind}`,
    type === undefined ? '' : `${type.name} (${type.values.join(', ')})`,
    numeric === undefined ? '' : `${numeric.precision},${numeric.scale}`,
    reference === undefined ? '' : `→ ${reference.table}`,
    nullable ? 'null' : '',
    value === undefined ? '' : `default ${JSON.stringify(value)}`,
    from.length === 0 ? '← nothing' : `← ${from.join(', else ')}`,
    guess === undefined ? '' : `(${guess})`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A draft as lines, for golden files; the shape of the documents is tested where it is inferred. */
export function describeDraft(draft: CollectionDraft): Record<string, unknown> {
  const { columns, indexes, shape, unpairedFields, ...rest } = draft;
  return {
    ...rest,
    columns: columns.map(columnLine),
    indexes: indexes.map((index) => `${index.unique ? 'unique ' : ''}(${index.columns.join(', ')})`),
    unpairedFields: unpairedFields.map(({ name }) => name),
    shape: shape?.fields.map(({ name }) => name).join(', '),
  };
}
