const { default: tearDownPostgres } = require('../../libs/postgres/src/testing/jest-global-teardown.ts');
const tearDownMongo = require('../../tools/mongo-stand-in/jest-teardown.cjs');

module.exports = async function tearDown() {
  await Promise.all([tearDownPostgres(), tearDownMongo()]);
};
