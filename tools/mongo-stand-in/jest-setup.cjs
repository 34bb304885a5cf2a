const { startTestMongo } = require('./start.cjs');

/** Jest's globalSetup for projects with specs against a live MongoDB; they find it in `MONGO_TEST_URI`. */
module.exports = async function setUpMongo() {
  const reasons = [];
  const mongo = await startTestMongo({ log: (line) => reasons.push(line) });
  if (mongo) {
    process.env.MONGO_TEST_URI = mongo.uri;
    globalThis.etlTestMongo = mongo;
    return;
  }
  const line = [
    ...reasons,
    'NO MONGODB FOR THE TESTS: set MONGO_TEST_URI, put mongod on the PATH, or install Java 17 and Maven.',
  ].join('\n');
  if (process.env.ETL_TEST_REQUIRE_MONGO === '1') throw new Error(line);
  process.stderr.write(`\n⚠️  ${line} Their specs are SKIPPED.\n\n`);
};
