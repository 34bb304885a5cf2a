module.exports = {
  displayName: 'etl',
  preset: '../../jest.preset.js',
  globalSetup: '<rootDir>/../../libs/postgres/src/testing/jest-global-setup.ts',
  globalTeardown: '<rootDir>/../../libs/postgres/src/testing/jest-global-teardown.ts',
};
