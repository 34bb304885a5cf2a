import { emptyCounts } from './chunk-counts';
import { DocumentLog } from './document-log';

/** Counts the fields of documents that no column takes. */
function counted(...documents: readonly (readonly string[])[]): Record<string, number> {
  const log = new DocumentLog();
  const counts = emptyCounts();
  for (const fields of documents) {
    log.clear();
    for (const field of fields) log.residue([field], 1);
    log.addTo(counts);
  }
  return counts.residue;
}

describe('the residue of a document', () => {
  it('is counted once a field', () => {
    expect(counted(['a', 'b', 'a'], ['b'])).toEqual({ '/a': 1, '/b': 2 });
  });

  it('is counted by name for the first 2,000 fields, and together for those that come after', () => {
    const many = Array.from({ length: 2_500 }, (_, n) => `field ${n}`);
    const counts = counted(many, ['new'], ['field 7']);
    expect(Object.keys(counts)).toHaveLength(2_001);
    expect(counts).toMatchObject({ '/field 1999': 1, '/field 7': 2, '/…': 501 });
  });
});
