import { describeCollection, importLines } from '@etl/testing';
import { leads } from './index';

describeCollection(leads, {
  folder: __dirname,
  properties: 600,
  golden: [0, 1, 5, 15, 25, 35, 45, 55, 65, 75, 85, 95, 105],
});

const date = { $date: '2024-03-01T10:00:00Z' };

const lead = (_id: string, changes: object = {}) => ({
  _id,
  name: 'Z',
  email: 'z@example.org',
  phone: '+20',
  requiredService: 'buy',
  propertyType: 'villa',
  purpose: 'investment',
  createdAt: date,
  updatedAt: date,
  ...changes,
});

describe('leads', () => {
  it('are lower-cased in their address, which others may have too', async () => {
    const { rows } = await importLines(leads, [lead('a', { email: 'Z@Example.ORG' }), lead('b')]);
    expect(rows['Lead']?.map(({ email }) => email)).toEqual(['z@example.org', 'z@example.org']);
  });

  it('are rejected without name, address or number, but not with empty ones', async () => {
    const { rows, rejects } = await importLines(leads, [
      lead('a', { name: undefined }),
      lead('b', { email: null }),
      lead('c', { phone: undefined }),
      lead('d', { name: '', email: '', phone: '' }),
    ]);
    expect(rejects.map(({ _id, code, field }) => [_id, code, field])).toEqual([
      ['a', 'VALUE_MISSING', 'name'],
      ['b', 'VALUE_MISSING', 'email'],
      ['c', 'VALUE_MISSING', 'phone'],
    ]);
    expect(rows['Lead']).toMatchObject([{ id: 'd', name: '', email: '', phone: '' }]);
  });

  it('have places as an array, also where there was one string', async () => {
    const { rows } = await importLines(leads, [
      lead('a', { preferredLocation: 'Sheikh Zayed' }),
      lead('b', { preferredLocation: ['Maadi', 'المعادي'] }),
      lead('c'),
      lead('d', { preferredLocation: null }),
    ]);
    expect(rows['Lead']?.map(({ preferredLocation }) => preferredLocation)).toEqual([
      '{"Sheikh Zayed"}',
      '{Maadi,المعادي}',
      '{}',
      null,
    ]);
  });

  it('know other spellings of the type, and are rejected with one that nobody knows, or none', async () => {
    const { rows, rejects } = await importLines(leads, [
      lead('a', { propertyType: ' TWIN villa' }),
      lead('b', { propertyType: 'chalet' }),
      lead('c', { propertyType: '' }),
    ]);
    expect(rows['Lead']).toMatchObject([{ id: 'a', propertyType: 'twin-villa' }]);
    expect(rejects).toMatchObject([
      { _id: 'b', code: 'VALUE_UNFIT', field: 'propertyType' },
      { _id: 'c', code: 'VALUE_UNFIT', field: 'propertyType' },
    ]);
  });

  it('keep texts as they are spelled, and come without an agent that is gone', async () => {
    const { rows } = await importLines(
      leads,
      [lead('a', { requiredService: 'Buy', purpose: 'Personal Use', assignedTo: 'gone' })],
      ['gone'],
    );
    expect(rows['Lead']?.[0]).toMatchObject({
      requiredService: 'Buy',
      purpose: 'Personal Use',
      assignedToId: null,
      timeline: 'flexible',
      status: 'new',
      priority: 'medium',
      source: 'landing-page',
    });
  });

  it('whose address is none load, with a warning', async () => {
    const { rows, result } = await importLines(leads, [lead('a', { email: 'none' })]);
    expect(rows['Lead']?.[0]?.['email']).toBe('none');
    const warned = result.losses.filter(({ outcome }) => outcome === 'warned');
    expect(warned).toMatchObject([{ column: 'email', reason: 'isEmail', count: 1 }]);
  });
});
