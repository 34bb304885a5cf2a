module.exports = {
  displayName: 'migrations',
  preset: '../jest.preset.js',
  testMatch: ['<rootDir>/*.spec.ts'],
};
