import { REJECT_CODES } from '../errors/reject-codes';
import type { UnwritableDocument } from '../ports/source-reader';
import { AtomicFile } from '../run/run-files';

const REASONS = {
  'extended-json-wrapper': 'Extended JSON would read this part as another type.',
  'too-deep': 'The document is nested too deeply.',
  'invalid-bson': 'The document is not valid BSON.',
} as const satisfies Record<UnwritableDocument['reason'], string>;

/** Documents that no line can carry, whole, in `rejects/<collection>.jsonl`; the file is only there if one came. */
export class ExportRejects {
  private file: AtomicFile | null = null;
  count = 0;

  constructor(
    private readonly path: string,
    private readonly collection: string,
  ) {}

  async write(documents: readonly UnwritableDocument[]): Promise<void> {
    if (documents.length === 0) return;
    this.file ??= await AtomicFile.create(this.path);
    for (const { id, path, reason, bson, index } of documents) {
      const reject = {
        code: 'EXPORT_UNWRITABLE',
        collection: this.collection,
        field: path,
        detail: reason,
        message: `Document ${index} (_id ${id}) cannot be written as a line: ${REASONS[reason]}`,
        remedy: REJECT_CODES.EXPORT_UNWRITABLE.remedy,
      };
      await this.file.write(Buffer.from(`${JSON.stringify({ _id: id, bson, rejects: [reject] })}\n`));
      this.count += 1;
    }
  }

  async commit(): Promise<void> {
    await this.file?.commit();
  }

  async discard(): Promise<void> {
    await this.file?.discard();
  }
}
