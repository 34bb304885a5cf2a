import fc from 'fast-check';
import ts from 'typescript';
import { commentLines, literal, propertyKey, quoted } from './source-text';

/** What the compiler reads the code of an expression as. */
const valueOf = (code: string): unknown => {
  const { outputText } = ts.transpileModule(`exports.value = ${code};`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module: { value?: unknown } = {};
  new Function('exports', outputText)(module);
  return module.value;
};

const anyText = fc.string({ unit: 'binary', maxLength: 20 });

describe('a text in code', () => {
  it('is read as what it was', () => {
    fc.assert(fc.property(anyText, (text) => expect(valueOf(quoted(text))).toBe(text)));
    for (const text of [`'"\``, '\\', '\\"', '\u2028', '${x}', '\n', ''])
      expect(valueOf(quoted(text))).toBe(text);
  });

  it('is the key of a property that has this name', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'class')), (text) => {
        expect(Object.keys(valueOf(`{ ${propertyKey(text)}: 1 }`) as object)).toEqual([text]);
      }),
    );
  });

  it('may be a number or a boolean as well', () => {
    expect([literal(-1.5), literal(false), literal("it's")]).toEqual(['-1.5', 'false', String.raw`'it\'s'`]);
  });
});

describe('a comment', () => {
  it('ends where its line does, and at no word of its text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const line of commentLines(text)) expect(line).toMatch(/^\/\/(?!.*\*\/)[^\n\r\u2028\u2029]*$/u);
      }),
    );
  });

  it('is as long as a line may be, and goes on in the next one', () => {
    const lines = commentLines('word '.repeat(60));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(104);
    expect(lines.join(' ').match(/word/g)).toHaveLength(60);
  });
});
