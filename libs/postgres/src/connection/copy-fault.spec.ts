import { CopyEncoder } from '../copy/copy-encoder';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { Session } from './session';
import { parseTargetUri } from './target-uri';

describe('A value that a COPY does not get into its column', () => {
  let database: TestDatabase;
  let session: Session;

  beforeAll(async () => {
    database = await createTestDatabase();
    session = await Session.open(parseTargetUri(database.uri));
    await session.query('a test', 'CREATE TABLE vessel (_id text, _line bigint, "call, sign" uuid)');
  });
  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  const copied = (sql: string, ...rows: readonly (readonly string[])[]): Promise<void> => {
    const encoder = new CopyEncoder();
    for (const row of rows) {
      encoder.beginRow();
      row.forEach((value) => encoder.text(value));
      encoder.endRow();
    }
    return session.copy('loading chunk 0 of vessels (vessel)', sql, encoder.bytes());
  };
  const WHOLE = 'COPY vessel ("_id", "_line", "call, sign") FROM STDIN WITH (FORMAT text)';
  const UUID = '01234567-89ab-cdef-0123-456789abcdef';

  it('is told with the column, the line of the file and the document', async () => {
    const rows = copied(WHOLE, ['a\nb', '7', UUID], ['c', '9', '000102----']);
    await expect(rows).rejects.toMatchObject({
      code: 'TARGET_VALUE_REFUSED',
      message: expect.stringMatching(
        /refused a value \(column call, sign, line 9, id c\) while loading chunk 0 of vessels \(vessel\): invalid input syntax for type uuid: "000102----"\. What a codec writes has to be text that PostgreSQL takes/,
      ) as string,
      context: { column: 'call, sign', line: '9', id: 'c', sqlstate: '22P02' },
    });
  });

  it('is told with the column alone where the rows do not say of which document they are', async () => {
    const rows = copied('COPY vessel ("call, sign") FROM STDIN', ['nothing']);
    await expect(rows).rejects.toThrow(/refused a value \(column call, sign\) while/);
  });

  it('is no value where the statement as a whole is refused', async () => {
    await expect(copied('COPY ship ("_id") FROM STDIN', ['a'])).rejects.toMatchObject({
      code: 'TARGET_FAILED',
    });
  });
});
