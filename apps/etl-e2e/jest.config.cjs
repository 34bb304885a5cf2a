module.exports = {
  displayName: 'etl-e2e',
  preset: '../../jest.preset.js',
  globalSetup: '<rootDir>/jest-setup.cjs',
  globalTeardown: '<rootDir>/jest-teardown.cjs',
  testTimeout: 180_000,
};
