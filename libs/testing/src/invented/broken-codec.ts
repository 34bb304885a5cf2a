import type { Codec, ColumnSink } from '@etl/core';

/** A codec that gives its sink another text than it should. */
export const rewriting =
  (rewrite: (text: string) => string) =>
  (codec: Codec): Partial<Codec> => ({
    encode: (value, sink, notes) => {
      const other: ColumnSink = {
        null: () => sink.null(),
        text: (text) => sink.text(rewrite(text)),
        literal: (text) => sink.literal(rewrite(text)),
        textArray: (items) => sink.textArray(items.map(rewrite)),
      };
      return codec.encode(value, other, notes);
    },
  });

/** A codec that drops zeros which PostgreSQL prints. */
export const withoutZeros = rewriting((text) => text.replace(/\.?0+$/, ''));

/** Another text whenever it is asked. */
export const restless = (): Partial<Codec> => {
  let count = 0;
  return {
    encode: (_value, sink) => {
      sink.text(`isbn ${(count += 1)}`);
      return 'coerced';
    },
  };
};
