import { serverFault } from './sqlstate';

/** Where in the data of a COPY a value stands that the server does not take. */
export interface CopyFault {
  readonly column: string;
  /** Of the input file; undefined where the rows do not say. */
  readonly line: string | undefined;
  /** Of the document, or of the row. */
  readonly id: string | undefined;
}

/** As the server says it: `COPY vessel, line 3, column trackingId: "000102----"`. */
const PLACE = /, line (\d+), column ([^:]+)/;

/** Line `number` of the data, from 1. A newline in a value is escaped. */
function dataLine(bytes: Buffer, number: number): string {
  let start = 0;
  for (let n = 1; n < number; n += 1) start = bytes.indexOf('\n', start) + 1;
  const end = bytes.indexOf('\n', start);
  return bytes.toString('utf8', start, end < 0 ? bytes.length : end);
}

/** The names of a `COPY … (…) FROM`, in order. */
function columnsOf(sql: string): string[] {
  const list = /\((.*)\) FROM STDIN/s.exec(sql)?.[1] ?? '';
  return [...list.matchAll(/"((?:[^"]|"")*)"/g)].map(([, name]) => name!.replaceAll('""', '"'));
}

/** The value that kept a COPY from being taken, found again in its data; undefined where it was not about one. */
export function copyFault(error: unknown, sql: string, bytes: Buffer): CopyFault | undefined {
  const fault = serverFault(error);
  const [, number, column] = PLACE.exec(fault?.where ?? '') ?? [];
  if (fault === undefined || !fault.sqlstate.startsWith('22') || column === undefined) return undefined;
  const names = columnsOf(sql);
  const values = dataLine(bytes, Number(number)).split('\t');
  const valueOf = (name: string): string | undefined => values[names.indexOf(name)];
  // Rows that are copied straight into their table have an id, and no line.
  return { column, line: valueOf('_line'), id: valueOf('_id') ?? valueOf('id') };
}
