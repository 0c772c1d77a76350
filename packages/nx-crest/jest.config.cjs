module.exports = require('../../jest.preset.cjs')('nx-crest');
