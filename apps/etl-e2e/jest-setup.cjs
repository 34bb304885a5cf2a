// Jest transforms TypeScript also in what this file requires.
const { default: setUpPostgres } = require('../../libs/postgres/src/testing/jest-global-setup.ts');
const setUpMongo = require('../../tools/mongo-stand-in/jest-setup.cjs');

/** Both databases; each is started only where no variable names one. */
module.exports = async function setUp() {
  await Promise.all([setUpPostgres(), setUpMongo()]);
};
