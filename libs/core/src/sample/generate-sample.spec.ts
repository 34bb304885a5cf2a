import type { CollectionDefinition, SampleBson } from '../collection/collection-definition';
import { generateSample } from './generate-sample';

const bson: SampleBson = {
  objectId: (hex) => hex,
  int32: (value) => value,
  int64: (value) => value,
  double: (value) => value,
  decimal128: (text) => text,
  date: (ms) => ms,
  uuid: (text) => text,
};

const definition = (name: string, collection?: string): CollectionDefinition => ({
  name,
  entities: [class {}],
  exporter: collection === undefined ? {} : { collection },
  ignored: [],
  aggregates: [],
  sample: {
    count: (properties) => properties * 2,
    document: ({ n, id, random, total }) => ({
      _id: id(name, n),
      other: id('others', 3),
      a: random(),
      b: random(),
      total: total(name),
    }),
  },
});

const documents = (seed: number, name = 'things') =>
  generateSample([definition(name)], { properties: 50, seed }, bson).flatMap((sample) => [
    ...sample.documents,
  ]);

describe('generateSample', () => {
  it('gives the same documents for the same seed, and others for another', () => {
    expect(documents(1)).toEqual(documents(1));
    expect(documents(1).map(({ a }) => a)).not.toEqual(documents(2).map(({ a }) => a));
  });

  it('gives each collection a stream of its own', () => {
    expect(documents(1, 'things').map(({ a }) => a)).not.toEqual(documents(1, 'others').map(({ a }) => a));
  });

  it('can be read twice', () => {
    const [sample] = generateSample([definition('things')], { properties: 3, seed: 1 }, bson);
    expect([...(sample?.documents ?? [])]).toEqual([...(sample?.documents ?? [])]);
    expect(sample?.count).toBe(6);
  });

  it('makes ids that are 24 hex digits, all different, in the order of the documents, and known to every library', () => {
    const ids = documents(1).map(({ _id }) => String(_id));
    expect(ids.every((id) => /^[0-9a-f]{24}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(100);
    expect([...ids].sort()).toEqual(ids);
    expect(documents(7)[0]?.['other']).toBe(documents(1, 'others')[3]?.['_id']);
  });

  it('draws numbers that spread over [0, 1)', () => {
    const drawn = documents(1).flatMap(({ a, b }) => [Number(a), Number(b)]);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    expect(mean).toBeGreaterThan(0.4);
    expect(mean).toBeLessThan(0.6);
  });

  it('takes the name of the collection in MongoDB from the exporter', () => {
    const [sample] = generateSample([definition('things', 'oldthings')], { properties: 1, seed: 1 }, bson);
    expect(sample?.name).toBe('oldthings');
  });
});
