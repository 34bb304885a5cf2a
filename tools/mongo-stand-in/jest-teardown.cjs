/** Jest's globalTeardown, the other half of jest-setup.cjs. */
module.exports = async function tearDownMongo() {
  await globalThis.etlTestMongo?.stop();
};
