import { describeCollection, importLines } from '@etl/testing';
import { sitesettings } from './index';

describeCollection(sitesettings, { folder: __dirname, golden: [0] });

const document = (id: string, day: number) => ({
  _id: { $oid: `64b7f0a1c2d3e4f5a6b7c8d${id}` },
  whatsappMessage: `Hello from ${id}`,
  updatedAt: { $date: `2024-03-0${day}T10:00:00Z` },
});

describe('the site settings', () => {
  it('become the row that the API asks for, whatever their _id is', async () => {
    const { rows } = await importLines(sitesettings, [{ ...document('1', 1), email: 'Office@Example.com' }]);
    expect(rows['SiteSettings']).toMatchObject([
      {
        id: 'site-settings',
        whatsappMessage: 'Hello from 1',
        email: 'office@example.com',
        showPhone: 'false',
      },
    ]);
  });

  it('are one row: of two documents the newer stays, and the other is a reject', async () => {
    const { rows, rejects } = await importLines(sitesettings, [document('1', 5), document('2', 3)]);
    expect(rows['SiteSettings']?.map(({ whatsappMessage }) => whatsappMessage)).toEqual(['Hello from 1']);
    expect(rejects.map(({ code, _id }) => `${_id} ${code}`)).toEqual([
      '64b7f0a1c2d3e4f5a6b7c8d2 DUPLICATE_ID',
    ]);
  });
});
