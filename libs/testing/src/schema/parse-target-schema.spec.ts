import { targetSchemaPage } from '../contract/promises';
import { parseTargetSchema } from './parse-target-schema';

const schema = parseTargetSchema(targetSchemaPage());

describe('parseTargetSchema', () => {
  it('finds all 22 tables and 14 enum types of the page', () => {
    expect(schema.tables.size).toBe(22);
    expect(schema.enums.size).toBe(14);
    expect(schema.enums.get('LaunchStatus')).toEqual(['Available', 'Coming Soon', 'Pre-Launch', 'Sold Out']);
  });

  it('reads columns with type, nullability, default and reference', () => {
    const columns = new Map(schema.tables.get('Property')?.columns.map((column) => [column.name, column]));
    expect(columns.size).toBe(42);
    expect(columns.get('price')).toEqual({
      name: 'price',
      type: 'numeric(18,2)',
      nullable: true,
      default: '',
      references: '',
    });
    expect(columns.get('status')?.default).toBe("'for-sale'");
    expect(columns.get('createdById')?.references).toBe('User.id (restrict)');
  });

  it('reads unique and other indexes, of several columns too', () => {
    expect(schema.tables.get('User')?.indexes).toEqual([
      { name: 'User_email_key', columns: ['email'], unique: true },
      { name: 'User_role_isActive_idx', columns: ['role', 'isActive'], unique: false },
    ]);
  });

  it('gives a table without indexes none', () => {
    expect(schema.tables.get('SiteSettings')?.indexes).toEqual([]);
  });
});
