module.exports = {
  displayName: 'mongo',
  preset: '../../jest.preset.js',
  globalSetup: '../../tools/mongo-stand-in/jest-setup.cjs',
  globalTeardown: '../../tools/mongo-stand-in/jest-teardown.cjs',
};
