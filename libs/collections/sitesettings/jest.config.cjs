module.exports = {
  displayName: 'collections-sitesettings',
  preset: '../../../jest.preset.js',
  globalSetup: '<rootDir>/../../postgres/src/testing/jest-global-setup.ts',
  globalTeardown: '<rootDir>/../../postgres/src/testing/jest-global-teardown.ts',
};
