import type { CollectionName } from './base-documents';

/** The columns' kinds, as `VALUE_CASES` names them. */
export type ColumnKind =
  | 'text'
  | 'text that is a url'
  | 'email'
  | 'enum (PropertyType)'
  | 'enum (LaunchStatus)'
  | 'boolean'
  | 'integer'
  | 'double precision'
  | 'numeric(18,2)'
  | 'timestamp(3)'
  | 'reference'
  | 'text[]'
  | 'text[] of urls'
  | 'jsonb';

/** What a column has where the document has nothing: `now` is the start of the run. */
export type Nothing = 'required' | 'null' | { readonly default: string };

/** A place of a document that one column takes. */
export interface Position {
  readonly title: string;
  readonly collection: CollectionName;
  readonly table: string;
  readonly column: string;
  /** The column's type in PostgreSQL. */
  readonly type: string;
  readonly kind: ColumnKind;
  /** From the field of the document to the value. */
  readonly path: readonly [string, ...(string | number)[]];
  readonly nothing: Nothing;
  /** True also for a column with a default that takes an explicit null. */
  readonly nullable: boolean;
}

type Names = [collection: CollectionName, table: string, column: string];

function position(
  title: string,
  [collection, table, column]: Names,
  kind: ColumnKind,
  type: string,
  nothing: Nothing,
  ...path: (string | number)[]
): Position {
  const steps = (path.length === 0 ? [column] : path) as [string, ...(string | number)[]];
  const nullable = nothing === 'null' || type === 'text[]';
  return { title, collection, table, column, type, kind, path: steps, nothing, nullable };
}

const EMPTY_ARRAY = { default: '{}' };
const NOW = { default: 'now' };

/** Each kind of column, NOT NULL, with a default and nullable as far as the target has them. */
export const POSITIONS: readonly Position[] = [
  position('text, required', ['launches', 'Launch', 'title'], 'text', 'text', 'required'),
  position('text, with a default', ['launches', 'Launch', 'areaUnit'], 'text', 'text', { default: 'sqm' }),
  position('text, nullable', ['users', 'User', 'bio'], 'text', 'text', 'null'),
  position('url, required', ['launches', 'Launch', 'image'], 'text that is a url', 'text', 'required'),
  position('url, nullable', ['users', 'User', 'profileImage'], 'text that is a url', 'text', 'null'),
  position('email, required', ['leads', 'Lead', 'email'], 'email', 'text', 'required'),
  position(
    'enum, required',
    ['properties', 'Property', 'type'],
    'enum (PropertyType)',
    '"PropertyType"',
    'required',
  ),
  position(
    'enum, with a default',
    ['launches', 'Launch', 'status'],
    'enum (LaunchStatus)',
    '"LaunchStatus"',
    {
      default: 'Available',
    },
  ),
  position(
    'enum, nullable',
    ['properties', 'Property', 'developerStatus'],
    'enum (PropertyType)',
    '"DeveloperStatus"',
    'null',
  ),
  position('boolean, with a default', ['users', 'User', 'isActive'], 'boolean', 'boolean', {
    default: 'true',
  }),
  position('integer, with a default', ['users', 'User', 'hierarchy'], 'integer', 'integer', { default: '5' }),
  position('integer, nullable', ['launches', 'Launch', 'bedrooms'], 'integer', 'integer', 'null'),
  position(
    'double, required',
    ['launches', 'Launch', 'area'],
    'double precision',
    'double precision',
    'required',
  ),
  position(
    'numeric, required',
    ['launches', 'Launch', 'startingPrice'],
    'numeric(18,2)',
    'numeric(18,2)',
    'required',
  ),
  position(
    'numeric, nullable',
    ['properties', 'Property', 'price'],
    'numeric(18,2)',
    'numeric(18,2)',
    'null',
  ),
  position(
    'timestamp, required',
    ['launches', 'Launch', 'launchDate'],
    'timestamp(3)',
    'timestamp(3)',
    'required',
  ),
  position('timestamp, with a default', ['users', 'User', 'createdAt'], 'timestamp(3)', 'timestamp(3)', NOW),
  position('timestamp, nullable', ['users', 'User', 'lastLogin'], 'timestamp(3)', 'timestamp(3)', 'null'),
  position('text[]', ['properties', 'Property', 'features'], 'text[]', 'text[]', EMPTY_ARRAY),
  position('text[] of urls', ['launches', 'Launch', 'images'], 'text[] of urls', 'text[]', EMPTY_ARRAY),
  position('jsonb, required', ['inquiries', 'Inquiry', 'contactInfo'], 'jsonb', 'jsonb', 'required'),
  position('jsonb, nullable', ['properties', 'Property', 'location'], 'jsonb', 'jsonb', 'null'),
  position(
    'reference, required',
    ['properties', 'Property', 'createdById'],
    'reference',
    'text',
    'required',
    'createdBy',
  ),
  position('reference, nullable', ['searches', 'Search', 'userId'], 'reference', 'text', 'null'),
  position(
    'reference of a fan-out entry',
    ['users', 'PropertyView', 'propertyId'],
    'reference',
    'text',
    'required',
    ...['viewedProperties', 0, 'property'],
  ),
  position(
    'integer of a fan-out entry',
    ['users', 'PropertyView', 'viewCount'],
    'integer',
    'integer',
    { default: '1' },
    ...['viewedProperties', 0, 'viewCount'],
  ),
  position(
    'timestamp of a fan-out entry',
    ['users', 'PropertyView', 'lastViewedAt'],
    'timestamp(3)',
    'timestamp(3)',
    NOW,
    ...['viewedProperties', 0, 'viewedAt'],
  ),
];
