import { CaptureSink } from '../collection/capture-sink';
import { EtlError } from '../errors/etl-error';
import type { Codec, Outcome } from './codec';
import { guardedCodec, lacksOf } from './guarded.codec';
import { IGNORED_NOTES } from './ignored-notes';

const whole: Codec = {
  kind: 'word',
  scalar: true,
  encode: (value, sink) => {
    sink.text(String(value));
    return 'mapped';
  },
  decode: (text) => text,
};

describe('a codec of somebody else', () => {
  it.each<[unknown, string[]]>([
    [whole, []],
    [undefined, ['an object']],
    [{ ...whole, kind: 5, scalar: undefined }, ['kind (a name of its own)', 'scalar (true or false)']],
    [{ kind: 'word', scalar: false }, ['encode (a function)', 'decode (a function)']],
  ])('%p lacks %p', (codec, lacks) => {
    expect(lacksOf(codec)).toEqual(lacks);
  });

  const encode = (change: Partial<Codec>, sink = new CaptureSink()): Outcome =>
    guardedCodec({ ...whole, ...change }, () => 'Note.word').encode('x', sink, IGNORED_NOTES);

  it('is asked as it stands, with what it keeps in itself', () => {
    class Counting implements Codec {
      readonly kind = 'counting';
      readonly scalar = true;
      private asked = 0;
      encode(): Outcome {
        this.asked += 1;
        return { unfit: 'wrong-type' };
      }
      decode = (text: string): string => `${text} ${this.asked}`;
      example(n: number): string {
        return `${n + this.asked}`;
      }
    }
    const guarded = guardedCodec(new Counting(), () => 'Note.word');
    expect(guarded.encode('x', new CaptureSink(), IGNORED_NOTES)).toEqual({ unfit: 'wrong-type' });
    expect([guarded.decode('asked'), guarded.example?.(2)]).toEqual(['asked 1', '3']);
  });

  it.each<[string, Partial<Codec>, string]>([
    [
      'throws',
      {
        encode: () => {
          throw new TypeError('no such month');
        },
      },
      'The codec word of Note.word throws "no such month" while it encodes.',
    ],
    [
      'answers nothing',
      { encode: () => undefined as never },
      "The codec word of Note.word answers undefined, which is none of 'mapped', 'coerced', 'repaired' and { unfit: reason }, while it encodes.",
    ],
    [
      'answers another word',
      { encode: () => 'fine' as never },
      `The codec word of Note.word answers 'fine', which is none of 'mapped', 'coerced', 'repaired' and { unfit: reason }, while it encodes.`,
    ],
  ])('is named where it %s', (_title, change, message) => {
    expect(() => encode(change)).toThrow(expect.objectContaining({ code: 'CODEC_FAILED', message }) as Error);
  });

  it('is named where it cannot read what the target holds', () => {
    const guarded = guardedCodec({ ...whole, decode: BigInt }, () => 'Note.word');
    expect(() => guarded.decode('x')).toThrow(/The codec word of Note\.word throws .* while it decodes\./);
  });

  it('is not blamed for what the target refuses', () => {
    const sink = new CaptureSink();
    sink.text = () => {
      throw new EtlError('TARGET_LOST', 'gone');
    };
    expect(() => encode({}, sink)).toThrow(expect.objectContaining({ code: 'TARGET_LOST' }) as Error);
  });
});
