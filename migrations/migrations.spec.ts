import { readdirSync } from 'node:fs';
import { MIGRATIONS } from './index';

const TIMESTAMP = /^(\d{13})-[a-z0-9-]+\.ts$/;

describe('the migrations', () => {
  const files = readdirSync(__dirname).filter((name) => TIMESTAMP.test(name));
  const names = MIGRATIONS.map((migration) => new migration().name);

  it('are all in the list, oldest first', () => {
    const timestamps = files.map((name) => TIMESTAMP.exec(name)?.[1]).sort();
    expect(names.map((name) => name.slice(-13))).toEqual(timestamps);
  });

  it('have names of their own that end with their timestamp, as TypeORM wants them', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[A-Z]\w*\d{13}$/.test(name))).toEqual([]);
  });

  it('can be taken back', () => {
    for (const migration of MIGRATIONS) expect(new migration().down).toBeInstanceOf(Function);
  });
});
