import { chance, pick, type SampleBson, type SampleContext, wholeBetween } from '@etl/core';
import { ANSWERS, QUESTIONS } from './conversations.sample-words';

/** One conversation of so many goes on for thousands of messages: a document of a few hundred kB. */
const LONG_ONE_OF = 200;
const LONG_ONE_AT = 40;

const messageCount = ({ n, random }: SampleContext): number =>
  n % LONG_ONE_OF === LONG_ONE_AT ? wholeBetween(random, 1_500, 2_500) : wholeBetween(random, 2, 12);

export interface Messages {
  readonly messages: Record<string, unknown>[];
  /** Between two messages, in milliseconds. */
  readonly apart: number;
}

/** Questions and answers in turn, from `first` on. */
export function messagesOf(context: SampleContext, bson: SampleBson, first: number): Messages {
  const { random } = context;
  const apart = wholeBetween(random, 5, 90) * 1_000;
  const messages = Array.from({ length: messageCount(context) }, (_, i) => {
    const asked = i % 2 === 0;
    return {
      role: asked ? 'user' : 'assistant',
      content: pick(random, asked ? QUESTIONS : ANSWERS),
      timestamp: bson.date(first + i * apart),
      ...(asked
        ? {}
        : { metadata: { model: 'invented-1', tokens: bson.int32(90), cached: chance(random, 0.2) } }),
    };
  });
  return { messages, apart };
}
