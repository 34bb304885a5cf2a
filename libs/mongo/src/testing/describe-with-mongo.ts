/** `describe` for specs against a live MongoDB (see tools/mongo-stand-in/jest-setup.cjs); skipped where there is none. */
export function describeWithMongo(title: string, body: (mongoUri: string) => void): void {
  const uri = process.env.MONGO_TEST_URI;
  if (uri) {
    describe(title, () => body(uri));
  } else if (process.env.ETL_TEST_REQUIRE_MONGO === '1') {
    it(`${title}: needs a MongoDB`, () => {
      throw new Error('ETL_TEST_REQUIRE_MONGO=1, but MONGO_TEST_URI is not set: is jest-setup.cjs wired in?');
    });
  } else {
    describe.skip(title, () => body('mongodb://there-is-none/'));
  }
}

/** The same server, another database. Take a name of its own for each spec file: they run at the same time. */
export function withDatabase(mongoUri: string, database: string): string {
  return mongoUri.replace(/^([a-z+]+:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${database}`);
}
