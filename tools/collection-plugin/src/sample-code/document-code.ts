import type { FieldShape } from '../draft/collection-draft';
import { constantOf } from '../library/names';
import { propertyKey } from '../library/source-text';
import { CodeScope } from './code-scope';
import { presenceCode } from './presence-code';
import type { ValuePlace } from './value-place';

/** Writes the value of one field. */
type WriteValue = (scope: CodeScope, place: ValuePlace) => string;

/** Beyond, documents are invented empty: what lies so deep says nothing more of the shape. */
const DEEPEST = 4;
const MOST_FIELDS = 30;
/** A document of more fields, or with others in it, has a function of its own. */
const MOST_INLINE = 3;

const isSimple = ({ fields, items }: FieldShape): boolean =>
  fields === undefined && items?.element.fields === undefined;

/** A nested document: in place where it is small, else as a call of a function that makes it. */
export function documentCode(
  scope: CodeScope,
  place: ValuePlace,
  write: WriteValue,
  all: readonly FieldShape[],
): string {
  const fields = all.slice(0, MOST_FIELDS);
  if (fields.length === 0 || place.path.length > DEEPEST) return '{}';
  if (fields.length <= MOST_INLINE && fields.every(isSimple))
    return objectLiteral(scope, place, write, fields);
  const name = functionName(scope, place.path);
  const own = new CodeScope(scope.file);
  // Within the function nobody knows the count of an array around the call.
  const { index: _index, ...inside } = place;
  const body = objectLiteral(own, inside, write, fields);
  const { list, unpacking } = own.parameters(true);
  scope.file.functions.set(
    name,
    `function ${name}(${list}): Record<string, unknown> {\n${unpacking}return ${body};\n}`,
  );
  return scope.callOwn(name, own);
}

/** `['contact', 'address']` → `contactAddressOf`; another one where that is taken. */
function functionName({ file }: CodeScope, path: readonly string[]): string {
  const words = constantOf(path.join(' '));
  const name = /^[a-z]\w*$/.test(words) ? words : 'part';
  let free = `${name}Of`;
  for (let n = 2; file.functions.has(free); n += 1) free = `${name}${n}Of`;
  // Taken from now on, also by what is nested in it.
  file.functions.set(free, '');
  return free;
}

function objectLiteral(
  scope: CodeScope,
  place: ValuePlace,
  write: WriteValue,
  fields: readonly FieldShape[],
): string {
  const { library, path, index } = place;
  const entries = fields.map((shape) => {
    const value = write(scope, {
      library,
      path: [...path, shape.name],
      shape,
      distinct: false,
      ...(index === undefined ? {} : { index }),
    });
    return presenceCode(scope, {
      name: shape.name,
      key: propertyKey(shape.name),
      value,
      presence: shape.presence,
    });
  });
  return `{ ${entries.join(', ')} }`;
}
