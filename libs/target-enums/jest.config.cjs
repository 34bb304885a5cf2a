module.exports = { displayName: 'target-enums', preset: '../../jest.preset.js' };
