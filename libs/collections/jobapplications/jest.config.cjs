module.exports = {
  displayName: 'collections-jobapplications',
  preset: '../../../jest.preset.js',
  globalSetup: '<rootDir>/../../postgres/src/testing/jest-global-setup.ts',
  globalTeardown: '<rootDir>/../../postgres/src/testing/jest-global-teardown.ts',
};
