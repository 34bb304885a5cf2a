import { describeCollection, importLines } from '@etl/testing';
import { conversations } from './index';

describeCollection(conversations, {
  folder: __dirname,
  // Enough for the first of the long ones.
  properties: 1_600,
  golden: [0, 1, 9, 18, 19, 29, 39, 49, 59, 69, 79, 89, 99],
});

const date = (day: number) => ({ $date: `2024-03-0${day}T10:00:00Z` });

const conversation = (_id: string, changes: object = {}) => ({
  _id,
  sessionId: `session ${_id}`,
  createdAt: date(1),
  updatedAt: date(1),
  ...changes,
});

describe('conversations', () => {
  it('refer to a user and a lead by the fields that the application wrote, and do without those that are gone', async () => {
    const { rows, residue } = await importLines(
      conversations,
      [
        conversation('a', { userId: 'u1', leadId: 'l1', leadCaptured: true }),
        conversation('b', { userId: 'gone', leadId: 'gone', leadCaptured: true }),
      ],
      ['gone'],
    );
    expect(rows['Conversation']).toMatchObject([
      { id: 'a', userId: 'u1', leadId: 'l1', leadCaptured: 'true' },
      { id: 'b', userId: null, leadId: null, leadCaptured: 'true' },
    ]);
    expect(residue.get('b')).toEqual({ '/userId': 'gone', '/leadId': 'gone' });
  });

  it('lose a session to the older of two that have it, and are rejected without one', async () => {
    const { rows, rejects } = await importLines(conversations, [
      conversation('a', { sessionId: 's', createdAt: date(2) }),
      conversation('b', { sessionId: 's' }),
      conversation('c', { sessionId: 'S' }),
      conversation('d', { sessionId: null }),
    ]);
    expect(rows['Conversation']?.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(rejects.map(({ _id, code }) => [_id, code])).toEqual([
      ['a', 'UNIQUE_TAKEN'],
      ['d', 'VALUE_MISSING'],
    ]);
  });

  it('keep messages as they are, dates as ISO, and metadata of the whole as residue', async () => {
    const metadata = { widget: 'v1' };
    const { rows, residue } = await importLines(conversations, [
      conversation('a', {
        messages: [{ role: 'user', content: 'أهلاً 🙂', timestamp: date(3), metadata: { tokens: 3 } }],
        recommendedProperties: [{ $oid: '650000000000000000000001' }],
        metadata,
      }),
    ]);
    const [row] = rows['Conversation'] ?? [];
    expect(JSON.parse(row?.['messages'] ?? '')).toEqual([
      {
        role: 'user',
        content: 'أهلاً 🙂',
        timestamp: '2024-03-03T10:00:00.000Z',
        metadata: { tokens: 3 },
      },
    ]);
    expect(row?.['recommendedProperties']).toBe('["650000000000000000000001"]');
    expect(residue.get('a')).toEqual({ '/metadata/widget': 'v1' });
  });

  it('of megabytes, with thousands of messages, come whole', async () => {
    const messages = Array.from({ length: 6_000 }, (_, i) => ({
      role: i % 2 === 0 ? 'user' : 'assistant',
      content: `${i}: ${'هل ما زالت الوحدة متاحة؟ '.repeat(20)}`,
      timestamp: date(3),
    }));
    const { rows } = await importLines(conversations, [
      conversation('a', { messages, totalMessages: messages.length }),
    ]);
    const [row] = rows['Conversation'] ?? [];
    expect(row?.['totalMessages']).toBe('6000');
    const kept = JSON.parse(row?.['messages'] ?? '[]') as { content: string }[];
    expect(kept.map(({ content }) => content)).toEqual(messages.map(({ content }) => content));
  });

  it('are active and empty where nothing else is said', async () => {
    const { rows } = await importLines(conversations, [conversation('a')]);
    expect(rows['Conversation']?.[0]).toMatchObject({
      messages: null,
      leadCaptured: 'false',
      status: 'active',
      tags: '{}',
      isActive: 'true',
      totalMessages: '0',
      conversationDuration: null,
    });
  });
});
