import { IGNORED_NOTES } from '../codecs/ignored-notes';
import { CaptureSink } from '../collection/capture-sink';
import type { ColumnSpec } from '../collection/column-spec';
import { pickValue } from '../collection/column-value';
import type { CollectionPlan } from '../collection/plan';
import { onlyIdOf } from '../collection/row-id';
import { entriesOf } from '../import/fan-out-entries';
import { documentIdOf } from '../import/document-id';
import { writeDefault } from '../import/write-default';
import type { AccountedDocuments } from './accounted-documents';
import { AggregateAccumulator } from './aggregate-accumulator';
import { type StoredTexts, UndatedRows } from './undated-rows';

export interface TableTally {
  source: number;
  rejected: number;
  merged: number;
}

/** Counts and aggregates of a collection's documents, one after the other, as their rows would stand in the target. */
export class SourceTally {
  /** Per table of the plan. */
  readonly tables: ReadonlyMap<string, TableTally>;
  readonly aggregates: readonly AggregateAccumulator[];
  private readonly columns: readonly ColumnSpec[];
  private readonly capture = new CaptureSink();
  private readonly undated: UndatedRows;
  private readonly onlyId: string | undefined;
  private row = new Map<string, string | null>();
  private nameless: number;

  constructor(
    private readonly plan: CollectionPlan,
    private readonly accounted: AccountedDocuments,
    /** Document id → columns whose reference an import set to null. */
    private readonly nulled: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.tables = new Map(plan.tables.map(({ name }) => [name, { source: 0, rejected: 0, merged: 0 }]));
    this.aggregates = plan.aggregates.map((aggregate) => new AggregateAccumulator(aggregate));
    const used = new Set(
      plan.aggregates.flatMap(({ groupBy, sum, where }) => [...groupBy, sum, where?.column]),
    );
    this.columns = plan.tables[0].columns.filter(({ name }) => used.has(name));
    this.undated = new UndatedRows(this.columns);
    this.onlyId = onlyIdOf(plan.tables[0]);
    this.nameless = accounted.nameless;
  }

  /** The top-level fields of a document that are looked at. */
  get fields(): readonly string[] {
    const columns = this.columns.flatMap(({ source }) => (source.kind === 'field' ? [...source.names] : []));
    const arrays = this.plan.tables.flatMap(({ fanOut }) => fanOut?.from ?? []);
    return [...new Set(['_id', ...columns, ...arrays])];
  }

  /** `line` is the document's number in its file, from 1. */
  add(document: unknown, line: number): void {
    const main = this.tables.get(this.plan.tables[0].name)!;
    main.source += 1;
    const source = (typeof document === 'object' && document !== null ? document : {}) as Readonly<
      Record<string, unknown>
    >;
    const named = documentIdOf(source, this.capture);
    if (!('id' in named)) {
      this.addNameless(main, source);
      return;
    }
    const { id } = named;
    const outcome = this.accounted.take(id, line);
    if (outcome !== null) main[outcome] += 1;
    for (const { name, fanOut } of this.plan.tables) {
      if (fanOut === undefined) continue;
      const tally = this.tables.get(name)!;
      tally.source += entriesOf(source[fanOut.from]).length;
      const { rejected, merged } = this.accounted.takeEntries(id, line, name);
      tally.rejected += rejected;
      tally.merged += merged;
    }
    if (outcome !== null || this.aggregates.length === 0) return;
    const nulled = this.nulled.get(id);
    const rowId = this.onlyId ?? id;
    for (const column of this.columns) {
      this.row.set(
        column.name,
        nulled?.has(column.name) === true ? null : this.textOf(column, rowId, source),
      );
    }
    if (this.undated.take(rowId, source, this.row)) this.row = new Map();
    else this.aggregate(this.row);
  }

  /** Documents that wait for {@link settle}: their aggregates need a date that only the target has. */
  get waiting(): number {
    return this.undated.waiting;
  }

  /** Adds the documents that wait to the aggregates. */
  async settle(storedTexts: StoredTexts): Promise<void> {
    for (const row of await this.undated.settle(storedTexts)) this.aggregate(row);
  }

  /** What was compared with nothing, in a sentence. */
  notes(): string[] {
    return this.undated.notes().map((note) => `${this.plan.name}: ${note}`);
  }

  private aggregate(row: ReadonlyMap<string, string | null>): void {
    for (const aggregate of this.aggregates) aggregate.add(row);
  }

  /** A line that holds no document, or a document that no line can carry: explained where an import has seen it so. */
  addUnreadable(documents: number, explained: boolean): void {
    const main = this.tables.get(this.plan.tables[0].name)!;
    main.source += documents;
    const known = explained ? documents : Math.min(documents, this.nameless);
    main.rejected += known;
    if (!explained) this.nameless -= known;
  }

  private addNameless(main: TableTally, source: Readonly<Record<string, unknown>>): void {
    if (this.nameless === 0) return;
    this.nameless -= 1;
    main.rejected += 1;
    for (const { name, fanOut } of this.plan.tables) {
      if (fanOut === undefined) continue;
      const entries = entriesOf(source[fanOut.from]).length;
      const tally = this.tables.get(name)!;
      tally.source += entries;
      tally.rejected += entries;
    }
  }

  /** The text of a column as an insert would store it. */
  private textOf(
    column: ColumnSpec,
    rowId: string,
    source: Readonly<Record<string, unknown>>,
  ): string | null {
    if (column.source.kind !== 'field') return rowId;
    const { state, value } = pickValue(column, column.source.names, source);
    if (state === 'missing' && column.default !== undefined) {
      // A `now` default is the start of an import that nobody can name here: see UndatedRows.
      if (column.default.kind === 'now') return null;
      writeDefault(column.default, '', this.capture);
      return this.capture.value;
    }
    if (state !== 'there') return null;
    return typeof column.codec.encode(value, this.capture, IGNORED_NOTES) === 'string'
      ? this.capture.value
      : null;
  }
}
