import { parseLine } from '../../values/parse-line';
import { BSON_SAMPLES, type Expectation, VALUE_CASES } from './index';
import { recordEncoding } from './recorded-encoding';

describe.each(VALUE_CASES.map((cases) => [cases.title, cases] as const))('A column of %s', (_, cases) => {
  const byType = Object.entries(cases.byType).map(
    ([type, expected]) => [BSON_SAMPLES[type as keyof typeof BSON_SAMPLES], expected] as const,
  );
  const others = cases.cases.map(([value, ...expected]) => [value, expected as Expectation] as const);

  it.each([...byType, ...others])('makes of %s: %j', (text, [outcome, column, ...notes]) => {
    const value = (parseLine(`{"value":${text}}`).document as { value: unknown }).value;
    const recorded = recordEncoding(cases.codec, value);
    const unfit = outcome.startsWith('unfit: ');
    expect(recorded).toMatchObject({
      outcome: unfit ? { unfit: outcome.slice('unfit: '.length) } : outcome,
      written: unfit ? [] : [column],
      notes,
    });
  });
});
