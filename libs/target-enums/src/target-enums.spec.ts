import * as enums from './index';

describe('the shared enums', () => {
  it('are fourteen, each exported under its own name', () => {
    expect(Object.keys(enums)).toHaveLength(14);
    for (const [name, definition] of Object.entries(enums)) expect(definition.name).toBe(name);
  });

  it('name no value twice, also when spelling is ignored', () => {
    for (const { values } of Object.values(enums)) {
      expect(new Set(values.map((value) => value.toLowerCase().replace(/[\s_-]+/g, '-'))).size).toBe(
        values.length,
      );
    }
  });
});
