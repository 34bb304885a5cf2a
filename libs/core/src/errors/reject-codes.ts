import type { RejectCode } from '../ports/target';

/** What the reference says of a kind of reject. */
export interface RejectCodeEntry {
  /** One sentence on the cause. */
  readonly cause: string;
  /** What to do next. */
  readonly remedy: string;
}

/** Every kind of reject; the page of errors is generated from this table. */
export const REJECT_CODES: Readonly<Record<RejectCode, RejectCodeEntry>> = {
  LINE_BROKEN: {
    cause: 'The line is not JSON, or not a JSON object.',
    remedy: 'Correct the line, or export the collection again.',
  },
  EXPORT_UNWRITABLE: {
    cause:
      'The export could not write the document as a line: a part of it looks like a type of Extended JSON, is nested too deeply, or is not valid BSON.',
    remedy:
      'Change this part of the document in MongoDB and export again, or carry the document over by hand.',
  },
  ID_INVALID: {
    cause:
      'The _id is missing, empty or longer than 2,000 bytes, holds what PostgreSQL refuses (U+0000, half of a surrogate pair), or is of a type that no id is made of.',
    remedy: 'Give the document an _id that is an ObjectId or a short, non-empty string.',
  },
  VALUE_MISSING: {
    cause: 'A required column has no default, and the field is missing or null.',
    remedy: 'Fill the field in, in the reject file or in MongoDB, and import again.',
  },
  VALUE_UNFIT: {
    cause:
      'A column that may not be null cannot hold the value, or the text is too long for an index over its column.',
    remedy: 'Write a value that the column holds (docs/reference/values.md lists them) and import again.',
  },
  LOSS_REFUSED: {
    cause: 'The value could only be saved changed, and --on-loss reject was given.',
    remedy: 'Correct the value, or import with --on-loss record, which keeps the original in the residue.',
  },
  DUPLICATE_ID: {
    cause: 'Documents with the same _id differ; the one with the newest updatedAt stays.',
    remedy:
      'Delete the document that is outdated, or give one of them another _id (a collection that is one row keeps one document), and import again.',
  },
  UNIQUE_TAKEN: {
    cause: 'A row that comes earlier, or is in the target already, holds the same unique key.',
    remedy: 'Change the key in one of the two documents, or delete one of them, and import again.',
  },
  REFERENCE_GONE: {
    cause: 'A required reference leads to a document that is neither in the input nor in the target.',
    remedy:
      'Import the document that is referred to, in the same import or before, or change the reference; then import again.',
  },
  DOCUMENT_REJECTED: {
    cause: 'The document that holds the entry is rejected itself.',
    remedy: 'Correct the document that holds the entry and import again.',
  },
  TARGET_REFUSED: {
    cause: 'A check, trigger or rule of the target refused the row.',
    remedy:
      'Read the message of the server: a constraint or trigger of the target decides here. Change the value or the rule, and import again.',
  },
};
