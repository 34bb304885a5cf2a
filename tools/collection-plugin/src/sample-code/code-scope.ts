/** What a file of generated code uses, found while it is written: it imports and declares this and nothing else. */
export class CodeFile {
  /** Names from `@etl/core`. */
  readonly imports = new Set<string>();
  readonly constants = new Set<'CREATED' | 'HOUR' | 'DAY'>();
  /** The constants of enums. */
  readonly enums = new Set<string>();
  /** Functions of the file, in the order in which they are needed. */
  readonly functions = new Map<string, string>();
}

type ContextName = 'n' | 'id' | 'random';
const CONTEXT_NAMES: readonly ContextName[] = ['n', 'id', 'random'];

/** The body of one function: which of its parameters it uses. */
export class CodeScope {
  private readonly used = new Set<ContextName | 'context' | 'bson' | 'created'>();

  constructor(readonly file: CodeFile) {}

  /** A name of the sample's context, or `context` as a whole. */
  use<T extends ContextName | 'context' | 'created'>(name: T): T {
    this.used.add(name);
    return name;
  }

  uses(name: ContextName | 'context' | 'created'): boolean {
    return this.used.has(name);
  }

  /** A call of a function of `@etl/core`. */
  call(name: string, ...args: readonly string[]): string {
    this.file.imports.add(name);
    return `${name}(${args.join(', ')})`;
  }

  /** A value as a constructor of BSON makes it. */
  bson(type: string, value: string): string {
    this.used.add('bson');
    return `bson.${type}(${value})`;
  }

  constant(name: 'CREATED' | 'HOUR' | 'DAY'): string {
    this.file.constants.add(name);
    return name;
  }

  /** The parameters, and the line that takes the context apart where it is also used as a whole. */
  parameters(typed: boolean): { readonly list: string; readonly unpacking: string } {
    const names = CONTEXT_NAMES.filter((name) => this.used.has(name));
    const whole = this.used.has('context');
    const bson = this.used.has('bson');
    if (typed && (whole || names.length > 0)) this.file.imports.add('type SampleContext');
    if (typed && bson) this.file.imports.add('type SampleBson');
    const unpacked = `{ ${names.join(', ')} }`;
    const first = whole ? 'context' : names.length > 0 ? unpacked : bson && !typed ? '_context' : '';
    const list = [
      ...(first === '' ? [] : [typed ? `${first}: SampleContext` : first]),
      ...(bson ? [typed ? 'bson: SampleBson' : 'bson'] : []),
    ].join(', ');
    return { list, unpacking: whole && names.length > 0 ? `const ${unpacked} = context;\n` : '' };
  }

  /** A call of another function of the file with the parameters that it has. */
  callOwn(name: string, scope: CodeScope): string {
    const needsContext = scope.used.has('context') || CONTEXT_NAMES.some((local) => scope.used.has(local));
    const args: string[] = [];
    if (needsContext) args.push(this.use('context'));
    if (scope.used.has('bson')) {
      this.used.add('bson');
      args.push('bson');
    }
    return `${name}(${args.join(', ')})`;
  }
}
