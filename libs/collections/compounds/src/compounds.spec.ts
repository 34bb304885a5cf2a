import { describeCollection, importLines } from '@etl/testing';
import { compounds } from './index';

describeCollection(compounds, { folder: __dirname, properties: 1_000 });

const updatedAt = { $date: '2024-03-01T10:00:00Z' };

describe('compounds', () => {
  it('keep their status as it is spelled: the column is a text', async () => {
    const { rows } = await importLines(compounds, [
      { _id: 'a', name: 'A', slug: 'a', status: 'Under_Construction', updatedAt },
      { _id: 'b', name: 'B', slug: 'b', updatedAt },
    ]);
    expect(rows['Compound']?.map(({ status }) => status)).toEqual(['Under_Construction', 'planning']);
  });

  it('refer to developer, place and users, by older fields too, and do without those that are gone', async () => {
    const { rows, residue } = await importLines(
      compounds,
      [
        {
          _id: 'a',
          name: 'A',
          slug: 'a',
          developer: 'd1',
          governorate: 'g1',
          city_ref: 'c1',
          area: 'a1',
          createdBy: 'u1',
          updatedBy: 'gone',
          address: '1 Nile Street',
          updatedAt,
        },
      ],
      ['gone'],
    );
    expect(rows['Compound']?.[0]).toMatchObject({
      developerId: 'd1',
      governorateId: 'g1',
      cityId: 'c1',
      areaId: 'a1',
      createdById: 'u1',
      updatedById: null,
    });
    expect(residue.get('a')).toEqual({ '/address': '1 Nile Street', '/updatedBy': 'gone' });
  });

  it('keep images, texts for search engines and coordinates as they are', async () => {
    const heroImage = { url: 'https://i.example/1.jpg', caption: 'حديقة' };
    const { rows } = await importLines(compounds, [
      {
        _id: 'a',
        name: 'A',
        slug: 'a',
        heroImage,
        seo: { keywords: [] },
        amenities: ['Gym', null],
        updatedAt,
      },
    ]);
    expect(rows['Compound']?.[0]).toMatchObject({
      heroImage: '{"url": "https://i.example/1.jpg", "caption": "حديقة"}',
      seo: '{"keywords": []}',
      amenities: '{Gym}',
    });
  });
});
