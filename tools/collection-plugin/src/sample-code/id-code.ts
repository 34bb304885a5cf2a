import { quoted } from '../library/source-text';
import type { CodeScope } from './code-scope';
import type { ValuePlace } from './value-place';

/** The collection that an id is of: that of the column's table, of what the documents tell, or of the field's name. */
function collectionOf({ library, path, shape, column }: ValuePlace): string {
  const { draft, names } = library;
  const table = column?.reference?.table ?? shape?.refersTo ?? path.at(-1) ?? names.name;
  return table === draft.table ? names.name : library.collectionOf(table);
}

/** The position of a document that a reference may go to, as a call that gives its id. */
export function idCode(scope: CodeScope, place: ValuePlace, wrapped: boolean): string {
  const collection = collectionOf(place);
  const isReference = place.column?.reference !== undefined;
  const at = (position: string): string => `${scope.use('id')}(${quoted(collection)}, ${position})`;
  let id: string;
  if (place.distinct || !isReference) id = at(scope.use('n'));
  // Only those that come before it: none of them is missing where the sample is cut short.
  else if (collection === place.library.names.name)
    id = at(scope.call('wholeBetween', scope.use('random'), '0', scope.use('n')));
  else id = scope.call('someIdEndingIn', '1', quoted(collection), scope.use('context'));
  return wrapped ? scope.bson('objectId', id) : id;
}
