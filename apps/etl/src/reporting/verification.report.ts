import type { AggregateComparison, CountComparison, VerifyResult } from '@etl/core';
import { count, counted, decimal } from './numbers';
import { oneLine, textTable } from './text-table';

const MARKS = { equal: '✅', explained: '⚠️', different: '❌' } as const;

/** `✅ properties → Mongo: 123,456 | Postgres: 123,456 | Δ 0` */
export function countLine(line: CountComparison): string {
  const reasons = reasonsOf(line);
  const figures = `Mongo: ${count(line.source)} | Postgres: ${count(line.target)} | Δ ${count(line.source - line.target)}`;
  return `${MARKS[line.status]} ${line.label} → ${figures}${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}`;
}

function reasonsOf({ source, target, rejected, merged, unexplained }: CountComparison): string[] {
  // Rows of an earlier version whose document is rejected today are in the table, and set aside in `unexplained`.
  const older = unexplained - (source - target - rejected - merged);
  return [
    rejected > 0 ? `${count(rejected)} rejected` : '',
    merged > 0 ? `${count(merged)} merged` : '',
    older > 0 ? `${count(older)} from before` : '',
    unexplained > 0 ? `${count(unexplained)} unexplained` : '',
    unexplained < 0 ? `${count(-unexplained)} too many` : '',
  ].filter((reason) => reason !== '');
}

/** More groups than this are not read by anybody; result.json has them all. */
const MOST_ROWS = 12;

/** An aggregate as a table, source and target side by side. Groups that differ come first, and are marked. */
export function aggregateReport(aggregate: AggregateComparison): string[] {
  const sides = aggregate.withSum
    ? ['Mongo', 'Postgres', 'Mongo sum', 'Postgres sum']
    : ['Mongo', 'Postgres'];
  const ordered = [
    ...aggregate.rows.filter(({ equal }) => !equal),
    ...aggregate.rows.filter(({ equal }) => equal),
  ];
  const shown = ordered.slice(0, MOST_ROWS);
  const rest = ordered.slice(MOST_ROWS);
  const different = rest.filter(({ equal }) => !equal).length;
  const rows = shown.map(({ key, source, target, equal }) => [
    equal ? ' ' : '≠',
    ...(aggregate.columns.length === 0
      ? ['all']
      : key.map((part) => (part === null ? '(null)' : oneLine(part, 40)))),
    source === null ? '–' : count(source.count),
    target === null ? '–' : count(target.count),
    ...(aggregate.withSum ? [sumOf(source), sumOf(target)] : []),
  ]);
  const groups = aggregate.columns.length === 0 ? [''] : aggregate.columns;
  return [
    `${aggregate.equal ? MARKS.equal : MARKS.different} ${aggregate.collection}: ${aggregate.name}`,
    ...textTable(
      [
        { title: ' ' },
        ...groups.map((title) => ({ title })),
        ...sides.map((title) => ({ title, align: 'right' as const })),
      ],
      rows,
      '  ',
    ),
    ...(rest.length === 0
      ? []
      : [
          `    … and ${counted(rest.length, 'group')} more, ${different === 0 ? 'all equal' : `${count(different)} of them different`}`,
        ]),
  ];
}

function sumOf(row: { readonly sum: string | null } | null): string {
  return row === null || row.sum === null ? '–' : decimal(row.sum);
}

const VERDICTS = {
  equal: ['Verified', 'source and target agree.'],
  explained: ['Verified', 'every document that is not in the target is accounted for.'],
  different: ['NOT verified', 'source and target differ.'],
} as const;

/** A collection that nobody compared must not pass for one that agrees. */
function verdict({ status, skipped }: VerifyResult): string {
  const [headline, reason] = VERDICTS[status];
  const without = skipped.length === 0 ? '' : `, without ${skipped.join(', ')} (skipped)`;
  return `${headline}${without}: ${reason}`;
}

export function verificationReport(result: VerifyResult): string[] {
  return [
    ...result.counts.map(countLine),
    ...result.aggregates.flatMap((aggregate) => ['', ...aggregateReport(aggregate)]),
    '',
    ...result.warnings.map((warning) => `! ${warning}`),
    verdict(result),
  ];
}
