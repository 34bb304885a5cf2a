import { describeCollection, importLines } from '@etl/testing';
import { inquiries } from './index';

describeCollection(inquiries, {
  folder: __dirname,
  properties: 400,
  golden: [0, 1, 6, 16, 26, 36, 46, 56, 66, 76, 86, 96, 106, 116],
});

const date = { $date: '2024-03-01T10:00:00Z' };

const inquiry = (_id: string, changes: object = {}) => ({
  _id,
  property: 'p1',
  contactInfo: { name: 'Z', phone: '+20' },
  message: 'Is it still available?',
  createdAt: date,
  updatedAt: date,
  ...changes,
});

describe('inquiries', () => {
  it('refer to a property, who asked and who answers, by id or as a whole document', async () => {
    const { rows, residue } = await importLines(inquiries, [
      inquiry('a', { user: { _id: 'u1', name: 'Z' }, assignedTo: 'u2' }),
    ]);
    expect(rows['Inquiry']?.[0]).toMatchObject({ propertyId: 'p1', userId: 'u1', assignedToId: 'u2' });
    expect(residue.get('a')).toEqual({ '/user/name': 'Z' });
  });

  it('are rejected when their property is gone, and come without users that are', async () => {
    const { rows, rejects, residue } = await importLines(
      inquiries,
      [inquiry('a', { property: 'gone' }), inquiry('b', { user: 'gone', assignedTo: 'gone' })],
      ['gone'],
    );
    expect(rejects).toMatchObject([{ _id: 'a', code: 'REFERENCE_GONE', field: 'property' }]);
    expect(rows['Inquiry']).toMatchObject([{ id: 'b', userId: null, assignedToId: null }]);
    expect(residue.get('b')).toEqual({ '/user': 'gone', '/assignedTo': 'gone' });
  });

  it('are rejected without contact or message: neither is made up', async () => {
    const { rows, rejects } = await importLines(inquiries, [
      inquiry('a', { contactInfo: null }),
      inquiry('b', { message: undefined }),
      inquiry('c', { contactInfo: {}, message: '' }),
    ]);
    expect(rejects).toMatchObject([
      { _id: 'a', code: 'VALUE_MISSING', field: 'contactInfo' },
      { _id: 'b', code: 'VALUE_MISSING', field: 'message' },
    ]);
    expect(rows['Inquiry']).toMatchObject([{ id: 'c', contactInfo: '{}', message: '' }]);
  });

  it('take the defaults of what the first form did not ask, and else keep texts as they are spelled', async () => {
    const { rows } = await importLines(inquiries, [
      inquiry('a', { status: null }),
      inquiry('b', { inquiryType: 'Viewing', status: 'In Progress', priority: '', source: ' app ' }),
    ]);
    expect(rows['Inquiry']).toMatchObject([
      {
        inquiryType: 'general',
        preferredContactMethod: 'phone',
        preferredTime: 'anytime',
        timeline: 'flexible',
        status: 'new',
        priority: 'medium',
        source: 'website',
        isRead: 'false',
        isArchived: 'false',
      },
      { inquiryType: 'Viewing', status: 'In Progress', priority: '', source: ' app ' },
    ]);
  });

  it('keep notes with who wrote them, as hex, and when', async () => {
    const addedBy = { $oid: '650000000000000000000001' };
    const { rows } = await importLines(inquiries, [
      inquiry('a', { notes: [{ note: 'called', addedBy, addedAt: date }] }),
    ]);
    expect(JSON.parse(rows['Inquiry']?.[0]?.['notes'] ?? '')).toEqual([
      { note: 'called', addedBy: addedBy.$oid, addedAt: '2024-03-01T10:00:00.000Z' },
    ]);
  });
});
