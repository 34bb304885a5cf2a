import fc from 'fast-check';
import { RecordingSink } from '../testing/recording-sinks';
import { writeResidueDocument } from './residue-document';

function written(value: unknown): string | null | undefined {
  const sink = new RecordingSink();
  sink.beginRow();
  writeResidueDocument(sink, [{ path: ['field'], value }]);
  sink.endRow();
  return sink.rows[0]?.[0];
}

describe('the residue of a document', () => {
  it('has a huge text as JSON.stringify writes it, wherever its parts end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'é', '😀', '\ud83d', '\ude00', 'a') }),
        (unit) => {
          const text = `|${unit}`.repeat(Math.ceil(40_000 / (unit.length + 1)));
          expect(written(text)).toBe(`{"/field":${JSON.stringify(text)}}`);
        },
      ),
      { numRuns: 50 },
    );
  });
});
