import type { Aggregate, AggregateComparison, VerifyResult } from '@etl/core';
import type { StoredRow } from '../oracle/row-differences';
import { documentLine } from './shown-value';

type Group = AggregateComparison['rows'][number];

/** The documents whose rows a group counts. */
type DocumentsOf = (aggregate: string, group: Group) => readonly string[];

const figures = (side: Group['source']): string =>
  side === null ? 'no such group' : `${side.count} rows${side.sum === null ? '' : `, sum ${side.sum}`}`;

/** Counts that nothing explains, and groups about which the source and the target disagree. */
export function verifiedFindings(
  { counts, aggregates }: VerifyResult,
  documentsOf: DocumentsOf = () => [],
): string[] {
  const different = aggregates.flatMap(({ name, rows }) =>
    rows.filter(({ equal }) => !equal).map((group) => ({ name, group })),
  );
  return [
    ...counts
      .filter(({ status }) => status === 'different')
      .map(
        ({ label, source, target, unexplained }) =>
          `${label}: ${source} | ${target}, ${unexplained} unexplained`,
      ),
    ...different.map(({ name, group }) => {
      const sides = `source ${figures(group.source)} ↔ target ${figures(group.target)}`;
      const documents = documentsOf(name, group).map(documentLine).join('');
      return `${name}, group ${JSON.stringify(group.key)}: ${sides}${documents}`;
    }),
  ];
}

/** So many documents of a group are shown, the shortest first. */
const SHOWN = 2;

const isOf = ({ texts }: StoredRow, { groupBy, groupAs }: Aggregate, { key }: Group): boolean =>
  groupBy.every((column, place) => {
    const [text, part] = [texts[column] ?? null, key[place] ?? null];
    if (groupAs !== 'month' || text === null || part === null) return text === part;
    return text.startsWith(part.replace(' BC', ''));
  });

/** The documents of a group among rows whose texts are known. */
export const documentsIn =
  (aggregates: readonly Aggregate[], rows: readonly StoredRow[]): DocumentsOf =>
  (name, group) => {
    const aggregate = aggregates.find((one) => one.name === name);
    const documents = rows.filter((row) => aggregate !== undefined && isOf(row, aggregate, group));
    return documents
      .map(({ json }) => json)
      .sort((a, b) => a.length - b.length)
      .slice(0, SHOWN);
  };

/** Aggregates that agree only because there is nothing to count. */
export const idleAggregates = ({ aggregates }: VerifyResult): string[] =>
  aggregates.filter(({ rows }) => rows.length === 0).map(({ name }) => `${name}: no document reaches it`);
