import { REJECT_CODES } from '../errors/reject-codes';
import type { Reject } from '../ports/target';

/** What a user reads of a reject: a sentence on what happened, and what to do. */
export interface RejectDescription {
  readonly message: string;
  readonly remedy: string;
}

export function describeReject(reject: Reject): RejectDescription {
  return { message: messageOf(reject), remedy: REJECT_CODES[reject.cause?.code ?? reject.code].remedy };
}

function messageOf({ code, table, field, value, detail, entry, cause }: Reject): string {
  const where = `${table}${entry === null ? '' : ` (entry ${entry})`}${field === null ? '' : `.${field}`}`;
  const got = value === null ? '' : `: ${value}`;
  const why = detail === null ? '' : ` (${detail})`;
  const from = cause === null ? '' : `, since ${cause.table} ${cause.documentId} is rejected (${cause.code})`;
  switch (code) {
    case 'LINE_BROKEN':
      return `The line holds no document${why}.`;
    case 'EXPORT_UNWRITABLE':
      return `No line can carry the document${why}.`;
    case 'ID_INVALID':
      return `The document has no usable _id${got}${why}.`;
    case 'VALUE_MISSING':
      return `${where} is required and missing${why}.`;
    case 'VALUE_UNFIT':
      return `${where} cannot hold the value${got}${why}.`;
    case 'LOSS_REFUSED':
      return `${where} could only be saved changed${why}, and --on-loss reject forbids that.`;
    case 'DUPLICATE_ID':
      return `Another document becomes the row${why}.`;
    case 'UNIQUE_TAKEN':
      return `${where} is a unique key that another row holds${got}${why}.`;
    case 'REFERENCE_GONE':
      return `${where} refers to a row that is not there${got}${from}${why}.`;
    case 'DOCUMENT_REJECTED':
      return `The document of this entry is rejected${why}${from}.`;
    case 'TARGET_REFUSED':
      return `The target refused the row${why}.`;
  }
}
