import type { Reject, RejectCode } from '../ports/target';

/** What a user reads of a reject: a sentence on what happened, and what to do. */
export interface RejectDescription {
  readonly message: string;
  readonly remedy: string;
}

/** What to do about each kind of reject. */
export const REJECT_REMEDIES: Readonly<Record<RejectCode, string>> = {
  LINE_BROKEN: 'Correct the line, or export again.',
  EXPORT_UNWRITABLE: 'Change this part of the document in MongoDB and export again.',
  ID_INVALID: 'Give the document an _id that is an ObjectId or a non-empty string.',
  VALUE_MISSING: 'Fill the field in and import again.',
  VALUE_UNFIT: 'Correct the value and import again.',
  LOSS_REFUSED:
    'Correct the value, or import with --on-loss record, which keeps the original in the residue.',
  DUPLICATE_ID: 'Keep one of the documents with this _id, or give this one another.',
  UNIQUE_TAKEN: 'Change the value in one of the two documents and import again.',
  REFERENCE_GONE: 'Import the document that is referred to, or change the reference.',
  DOCUMENT_REJECTED: 'Correct the document that holds the entry.',
  TARGET_REFUSED: 'Read the message of the server: a constraint or trigger of the target decides here.',
};

export function describeReject(reject: Reject): RejectDescription {
  return { message: messageOf(reject), remedy: REJECT_REMEDIES[reject.cause?.code ?? reject.code] };
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
      return `Another document with this _id stays${why}.`;
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
