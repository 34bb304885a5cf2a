import type { CollectionDraft, ColumnDraft, FieldShape, FieldType } from '../draft/collection-draft';

type Changes<T> = Partial<Omit<T, 'name'>>;

export const column = (
  name: string,
  kind: ColumnDraft['kind'],
  changes: Changes<ColumnDraft> = {},
): ColumnDraft => ({
  name,
  kind,
  nullable: false,
  from: [],
  ...changes,
});

export const field = (name: string, type: FieldType, changes: Changes<FieldShape> = {}): FieldShape => ({
  name,
  presence: 1,
  types: [{ type, share: 1 }],
  distinct: false,
  ...changes,
});

const id = column('id', 'id', { from: ['_id'] });
const createdAt = column('createdAt', 'timestamp', { default: 'now' });
const updatedAt = column('updatedAt', 'timestamp');

/** Neither a table nor documents. */
export const skeleton: CollectionDraft = {
  name: 'videos',
  table: 'Video',
  columns: [id, createdAt, updatedAt],
  indexes: [],
  unpairedFields: [],
  unpairedColumns: [],
  decisions: [],
  catalog: false,
};

/** A table without documents: every kind of column, required and not, with a default and without. */
export const everyKind: CollectionDraft = {
  ...skeleton,
  name: 'exhibits',
  table: 'Exhibit',
  columns: [
    id,
    column('title', 'text'),
    column('slug', 'text'),
    column('subtitle', 'text', { nullable: true }),
    column('hall', 'text', { default: "the keeper's" }),
    column('contact', 'email', { nullable: true }),
    column('image', 'url'),
    column('currency', 'enum', {
      enum: { name: 'Currency', values: ['EGP', 'AED', 'USD', 'EUR'] },
      default: 'EGP',
    }),
    column('state', 'enum', { enum: { name: 'exhibit_state', values: ['on show', "in the keeper's room"] } }),
    column('mood', 'enum', { enum: { name: 'Mood', values: ['calm'] }, nullable: true }),
    column('isLoan', 'boolean', { default: false }),
    column('rooms', 'integer', { nullable: true }),
    column('views', 'integer', { default: 0 }),
    column('weight', 'double', { nullable: true }),
    column('price', 'numeric', { numeric: { precision: 18, scale: 2 }, nullable: true }),
    column('ownerId', 'reference', { reference: { table: 'User' } }),
    column('parentId', 'reference', { reference: { table: 'Exhibit' }, nullable: true }),
    column('makerId', 'reference', {
      reference: { table: 'Maker', onDelete: 'NO ACTION', onUpdate: 'NO ACTION' },
      nullable: true,
    }),
    column('tags', 'text-array', { nullable: true }),
    column('images', 'url-array'),
    column('label', 'jsonb'),
    column('story', 'jsonb', { nullable: true }),
    column('foundAt', 'timestamp', { nullable: true }),
    createdAt,
    updatedAt,
  ],
  indexes: [
    { columns: ['slug'], unique: true },
    { columns: ['hall', 'title'], unique: true },
    { columns: ['currency', 'isLoan'], unique: false },
  ],
  catalog: true,
};

const images = field('images', 'array', {
  presence: 0.9,
  items: {
    min: 0,
    max: 12,
    element: field('images', 'document', {
      fields: [
        field('url', 'string', { format: 'url' }),
        field('caption', 'string', { presence: 0.4, length: { min: 3, max: 60 } }),
        field('order', 'int32', { range: { min: 0, max: 10 } }),
        field('takenAt', 'date', { presence: 0.1 }),
      ],
    }),
  },
});

/** A table and documents: mixed types, older spellings, nested documents, fields and columns without a partner. */
export const paired: CollectionDraft = {
  ...skeleton,
  name: 'job-offers',
  table: 'JobOffer',
  columns: [
    id,
    column('title', 'text', { from: ['title'] }),
    column('reference', 'text', { from: ['reference'], nullable: true }),
    column('email', 'email', { from: ['email'] }),
    column('logo', 'url', { from: ['logo'], nullable: true }),
    column('kind', 'enum', {
      from: ['kind'],
      enum: { name: 'JobType', values: ['full-time', 'part-time', 'contract', 'internship'] },
      default: 'full-time',
    }),
    column('cityId', 'reference', {
      from: ['city_ref', 'city'],
      reference: { table: 'City' },
      nullable: true,
      guess: 'city_ref and city hold ids in 480 of 500 documents',
    }),
    column('postedById', 'reference', { from: ['postedBy'], reference: { table: 'User' } }),
    column('salary', 'numeric', {
      from: ['salary'],
      numeric: { precision: 18, scale: 2 },
      nullable: true,
      guess: 'a number in 450, a text in 50 of 500 documents',
    }),
    column('openings', 'integer', { from: ['openings'], default: 1 }),
    column('skills', 'text-array', { from: ['skills'], nullable: true }),
    column('partners', 'text-array', { from: ['partners'], nullable: true }),
    column('images', 'jsonb', { from: ['images'], nullable: true }),
    column('office', 'jsonb', { from: ['office'], nullable: true }),
    column('startsAt', 'timestamp', { from: ['startsAt', 'start'], nullable: true }),
    column('isOpen', 'boolean', { default: true }),
    column('approvedById', 'reference', { reference: { table: 'User' }, nullable: true }),
    { ...createdAt, from: ['createdAt'] },
    { ...updatedAt, from: ['updatedAt'] },
  ],
  indexes: [
    { columns: ['email', 'title'], unique: true },
    { columns: ['kind', 'isOpen'], unique: false },
  ],
  unpairedFields: [
    field('legacyCode', 'int64', { presence: 0.02, range: { min: 1_000, max: 100_000 } }),
    field('perks', 'array', {
      presence: 0.5,
      items: { min: 1, max: 3, element: field('perks', 'string', { length: { min: 3, max: 20 } }) },
    }),
    field('visits', 'document', {
      presence: 0.3,
      fields: [field('65f0c0ffee65f0c0ffee65f0', 'int32'), field('total', 'int32')],
    }),
    field('2024-03-01', 'int32', { presence: 0.01 }),
  ],
  unpairedColumns: ['isOpen', 'approvedById'],
  notes: ['The target holds JobOffer to a check, openings > 0: a row that breaks it is a reject.'],
  shape: {
    fields: [
      field('_id', 'objectId', { distinct: true }),
      field('title', 'string', { length: { min: 8, max: 60 } }),
      field('reference', 'string', {
        format: 'uuid',
        distinct: true,
        types: [
          { type: 'string', share: 0.8 },
          { type: 'null', share: 0.2 },
        ],
      }),
      field('email', 'string', { format: 'email', length: { min: 9, max: 40 } }),
      field('logo', 'string', {
        presence: 0.6,
        types: [
          { type: 'string', share: 0.7 },
          { type: 'document', share: 0.3 },
        ],
        fields: [field('url', 'string', { format: 'url' }), field('publicId', 'string', { format: 'slug' })],
      }),
      field('kind', 'string', { presence: 0.97 }),
      field('city_ref', 'objectId', { presence: 0.7, refersTo: 'cities' }),
      field('city', 'objectId', { presence: 0.2, refersTo: 'cities' }),
      field('postedBy', 'objectId', { refersTo: 'users' }),
      field('salary', 'double', {
        presence: 0.9,
        types: [
          { type: 'double', share: 0.6 },
          { type: 'int32', share: 0.3 },
          { type: 'string', share: 0.1 },
        ],
        range: { min: 1_000, max: 100_000 },
      }),
      field('openings', 'int32', { presence: 0.8, range: { min: 1, max: 10 } }),
      field('skills', 'array', {
        presence: 0.9,
        types: [
          { type: 'array', share: 0.9 },
          { type: 'string', share: 0.1 },
        ],
        items: { min: 1, max: 5, element: field('skills', 'string', { length: { min: 3, max: 20 } }) },
      }),
      field('partners', 'array', { presence: 0.4 }),
      images,
      field('office', 'document', {
        presence: 0.5,
        fields: [
          field('address', 'string', { length: { min: 10, max: 50 } }),
          field('coordinates', 'document', {
            presence: 0.8,
            fields: [
              field('latitude', 'double', { range: { min: 10, max: 100 } }),
              field('longitude', 'double', { range: { min: 10, max: 100 } }),
            ],
          }),
          field('phone', 'string', { format: 'phone' }),
        ],
      }),
      field('startsAt', 'date', { presence: 0.1 }),
      field('createdAt', 'date'),
      field('updatedAt', 'date'),
      field('__v', 'int32'),
    ],
  },
  evidence: { documents: 500, read: 12_000 },
  catalog: true,
};

/** What a person has to decide: at a column, at a field, and of the whole table. */
export const undecided: CollectionDraft = {
  ...skeleton,
  name: 'visits',
  table: 'visits',
  columns: [
    id,
    column('duration', 'integer', { from: ['duration'], nullable: true }),
    column('payload', 'jsonb', { from: ['payload'], default: '{}' }),
    column('votes', 'jsonb', { from: ['votes'] }),
    column('guideId', 'reference', {
      from: ['guide_ref', 'guide'],
      reference: { table: 'Guide' },
      nullable: true,
      guess: 'ids in 450 of 500 documents; the table by the name',
    }),
    column('visitorId', 'reference', { from: ['visitor'], reference: { table: 'User' } }),
    { ...createdAt, from: ['createdAt'] },
    { ...updatedAt, from: ['updatedAt'] },
  ],
  unpairedFields: [field('device', 'string', { presence: 0.5, length: { min: 3, max: 12 } })],
  decisions: [
    {
      subject: 'duration',
      question:
        'Seconds in 480 documents, a text like "12:30" in 20. Should those texts be a reject, or the column a text?',
    },
    {
      subject: 'device',
      question: 'Half of the documents have it, and no column does. Is it left behind, or residue?',
    },
    { subject: 'visits_day', question: 'The table has a check that no entity can say. Is it needed?' },
  ],
  shape: {
    fields: [
      field('_id', 'string', { distinct: true }),
      field('duration', 'int32', {
        types: [
          { type: 'int32', share: 0.96 },
          { type: 'string', share: 0.04 },
        ],
        range: { min: 1, max: 1_000 },
      }),
      field('payload', 'document', { fields: [field('page', 'string', { length: { min: 1, max: 30 } })] }),
      field('guide_ref', 'objectId', { presence: 0.5, refersTo: 'Guide' }),
      field('guide', 'objectId', { presence: 0.4, refersTo: 'Guide' }),
      field('visitor', 'objectId', { refersTo: 'User' }),
      field('votes', 'document', { values: field('inventedKey', 'int32', { range: { min: 1, max: 5 } }) }),
      field('device', 'string', { presence: 0.5, length: { min: 3, max: 12 } }),
      field('createdAt', 'date'),
      field('updatedAt', 'date'),
    ],
    values: field('inventedKey', 'boolean'),
  },
  evidence: { documents: 500, read: 500 },
  catalog: false,
};
